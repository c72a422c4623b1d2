/**
 * Does something for each item, for several at once, and yields the results in the order of the items.
 * @param mayBegin whether another one may begin beside those under way, of which there is one at least
 * @throws what an item's own act throws, when its turn comes
 */
export async function* mapAhead<Item, Result>(
  items: AsyncIterable<Item>,
  act: (item: Item) => Promise<Result>,
  mayBegin: (underWay: readonly Item[]) => boolean,
): AsyncGenerator<Result> {
  const underWay: { readonly item: Item; readonly result: Promise<Result> }[] = [];
  const source = items[Symbol.asyncIterator]();
  for (let isLast = false; ;) {
    while (!isLast && (underWay.length === 0 || mayBegin(underWay.map(({ item }) => item)))) {
      const next = await source.next();
      if (next.done) isLast = true;
      else {
        const result = act(next.value);
        // Whoever waits for it hears of it; until then it is nobody's unhandled rejection.
        result.catch(() => undefined);
        underWay.push({ item: next.value, result });
      }
    }
    const first = underWay.shift();
    if (!first) return;
    yield await first.result;
  }
}
