/**
 * Does something for each item, in order, for as many at once as `width`.
 * @throws what the first that fails throws, when nothing is under way any more
 */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  width: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const errors: unknown[] = [];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of rest) {
        if (errors.length > 0) return;
        await act(item).catch((error: unknown) => void errors.push(error));
      }
    }),
  );
  if (errors.length > 0) throw errors[0];
}

/** Threads of a model. @param wanted 0 for half the cores, two at most */
export function threadsFor(wanted: number, cores: number): number {
  return wanted > 0 ? wanted : Math.max(1, Math.min(2, Math.floor(cores / 2)));
}

/** Cuts items into runs of at most `size`, in order. */
export function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, number) =>
    items.slice(number * size, (number + 1) * size),
  );
}
