;; A writer in Emacs: opens the file, waits for what is underlined, takes the first code action, saves and leaves.
(require 'cl-lib)
(require 'eglot)
(require 'json)

(defun cloze-say (what)
  (princ (concat (json-encode what) "\n")))

(defun cloze-patient (condition)
  (let ((end (+ (float-time) 120)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (cloze-say '((problem . "nothing came")))
        (kill-emacs 1))
      (accept-process-output nil 0.05))))

;; As docs/editors.md has it, with the program of this checkout.
(add-to-list 'eglot-server-programs
             `(text-mode . (,(getenv "CLOZE_NODE") ,(getenv "CLOZE_PROGRAM") "server" "--stdio"
               :initializationOptions (:settings (:sensitivity "balanced")))))

(setq eglot-connect-timeout 120 eglot-sync-connect t)
(find-file (getenv "CLOZE_FILE"))
(text-mode)
(apply #'eglot (eglot--guess-contact))

(cloze-patient (lambda () (flymake-diagnostics)))
(let ((found (car (flymake-diagnostics))))
  (cloze-say `((begin . ,(flymake-diagnostic-beg found))
               (end . ,(flymake-diagnostic-end found))
               (text . ,(flymake-diagnostic-text found))))
  (goto-char (flymake-diagnostic-beg found))
  ;; The writer takes the first of the actions that are offered.
  (setq last-nonmenu-event ?x)
  (cl-letf (((symbol-function 'completing-read) (lambda (_ choices &rest _) (car (all-completions "" choices)))))
    (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) nil t)))
;; Emacs does that when the keyboard rests, which it never does without one.
(eglot--signal-textDocument/didChange)
(cloze-patient (lambda () (null (flymake-diagnostics))))
(save-buffer)
(kill-emacs 0)
