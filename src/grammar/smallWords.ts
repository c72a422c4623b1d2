/** Words that no text can do without, so that they are no names, and stand in small letters where others have a capital. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  "a an the of and or to in on at by for from with as is are was were be been it its this that these those not no so if then than has have had do does did can will he she we you they there their your our".split(
    " ",
  ),
);
