/** Harper is no dependency of ours: nobody has it who does not ask for it. @throws an Error that says how to install it */
export async function loadHarper() {
  try {
    const [linter, binary] = await Promise.all(["harper.js", "harper.js/binary"].map((name) => import(name)));
    return { ...linter, ...binary };
  } catch (error) {
    throw new Error("Harper is not there: npm install --no-save harper.js@2.10.0", { cause: error });
  }
}
