/** Root may read and write everything. */
export const isRoot = process.getuid?.() === 0;

const NOBODY = 65_534;

/** Does something as a user who may do little; as the present one where that is not root. */
export async function asNobody(work: () => Promise<void>): Promise<void> {
  if (!isRoot) return work();
  const groups = process.getgroups!();
  process.setgroups!([]);
  process.setegid!(NOBODY);
  process.seteuid!(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid!(0);
    process.setegid!(0);
    process.setgroups!(groups);
  }
}
