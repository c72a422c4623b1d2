-- A writer in Neovim: opens the file, waits for the squiggle, takes the first code action, saves and leaves.
local function say(what)
  io.stdout:write(vim.fn.json_encode(what) .. "\n")
end

local function patient(condition)
  if not vim.wait(120000, condition, 50) then
    say({ problem = "nothing came" })
    vim.cmd("cquit!")
  end
end

-- As docs/editors.md has it, with the program of this checkout.
local client = vim.lsp.start_client({
  name = "cloze",
  cmd = { vim.env.CLOZE_NODE, vim.env.CLOZE_PROGRAM, "server", "--stdio" },
  root_dir = vim.fn.getcwd(),
  init_options = { settings = { sensitivity = "balanced" } },
})

vim.lsp.buf_attach_client(0, client)
patient(function()
  return #vim.diagnostic.get(0) > 0
end)
local found = vim.diagnostic.get(0)
say({ diagnostics = found })

-- The writer takes the first of the actions that are offered.
vim.ui.select = function(items, _, choose)
  choose(items[1], 1)
end
vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
vim.lsp.buf.code_action()
patient(function()
  return #vim.diagnostic.get(0) == 0
end)
vim.cmd("write")
say({ text = vim.api.nvim_buf_get_lines(0, 0, -1, false) })
vim.cmd("quit")
