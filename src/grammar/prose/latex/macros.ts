import type { BlockKind } from "../block.js";

/**
 * What becomes of a macro's arguments in braces, a letter for each: `t` text where it stands, `h` a heading, `n` a text of
 * its own (a footnote), `c` a caption, `x` nothing. Options in brackets are never shown.
 */
export type Signature = string;

/** Names, one signature each; several names of the same in one string. */
function table(rows: Readonly<Record<Signature, string>>): ReadonlyMap<string, Signature> {
  return new Map(
    Object.entries(rows).flatMap(([signature, names]) => names.split(/\s+/u).map((name) => [name, signature.trim()])),
  );
}

/** All that are not listed stand for a word, their arguments included: `\cite{…}`, `\ref{…}`, `\LaTeX`, the writer's own. */
export const MACROS = table({
  t: `emph textbf textit textsl textsc textsf textrm textmd textup textnormal textlf underline uline uwave sout st hl
    mbox hbox text enquote MakeUppercase MakeLowercase uppercase lowercase centerline added deleted footnotesize
    c v u H k r b d t`,
  xt: "textcolor colorbox href hyperlink hypertarget parbox scalebox fontsize foreignquote",
  xxt: "multicolumn multirow fcolorbox resizebox",
  tx: "texorpdfstring replaced",
  h: `part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle framesubtitle
    addchap addsec minisec`,
  n: "footnote footnotetext sidenote marginpar marginnote thanks todo endnote",
  c: "caption",
  xc: "captionof subcaptionbox",
  x: `label index vspace vskip pagestyle thispagestyle bibliographystyle bibliography addbibresource usepackage
    RequirePackage documentclass input include includeonly hypersetup graphicspath color pagecolor phantomsection lstset
    tikzset geometry pagenumbering nocite bibitem newpage newtheorem cmidrule cline date author affiliation institute email
    hyphenation captionsetup sisetup usetikzlibrary glsadd keywords stepcounter refstepcounter usetheme usecolortheme`,
  xx: `newcommand renewcommand providecommand DeclareMathOperator setcounter addtocounter setlength addtolength markboth
    newlength newcounter theoremstyle newglossaryentry newacronym definecolor DeclareRobustCommand`,
  xxx: "newenvironment renewenvironment addcontentsline newenvironment",
  "": `centering raggedright raggedleft noindent indent par bf it sl sc sf rm tt em bfseries mdseries itshape slshape
    scshape upshape sffamily rmfamily ttfamily normalfont tiny scriptsize small normalsize large Large LARGE huge Huge
    maketitle tableofcontents listoffigures listoftables clearpage cleardoublepage pagebreak nopagebreak newline linebreak
    nolinebreak smallskip medskip bigskip vfill hfill hrule hline toprule midrule bottomrule appendix frontmatter mainmatter
    backmatter printbibliography printindex protect relax sloppy fussy bgroup egroup begingroup endgroup footnotemark and
    onehalfspacing doublespacing singlespacing null leavevmode unskip ignorespaces makeatletter makeatother flushbottom
    raggedbottom pause allowbreak displaystyle selectfont hfil vfil filbreak xspace`,
});

/** Shown as a space, with their arguments. */
export const SPACES: ReadonlySet<string> = new Set(
  "quad qquad hspace hskip enspace thinspace newline linebreak hfill par space nobreakspace".split(" "),
);
/** Shown as a space; of the other control symbols, those in `ESCAPED` show themselves and the rest has no width. */
export const SPACE_SYMBOLS: ReadonlySet<string> = new Set([" ", "\n", "\t", ",", ";", ":"]);
export const ESCAPED: ReadonlySet<string> = new Set(["%", "&", "$", "#", "_", "{", "}"]);

/** A reference stands for a word even where it is alone on its line; other unknown macros there are orders to TeX. */
export const REFERENCE = /cite|ref$|^(?:url|path|nolinkurl|gls|ac|Gls|num|SI|qty|code|texttt|includegraphics)/iu;

const MATHS =
  "equation align gather multline flalign alignat eqnarray math displaymath dmath IEEEeqnarray aligned split gathered";
const CODE = `verbatim Verbatim BVerbatim lstlisting minted alltt comment tikzpicture pgfpicture axis filecontents picture
  thebibliography algorithmic algorithmicx algorithm2e pspicture tikzcd forest codeblock python pycode luacode asy`;
const LISTS = "itemize enumerate description compactitem compactenum inparaenum tasks list";
const TABLES = "tabular tabularx tabulary longtable supertabular tabu array tblr longtblr NiceTabular";

function names(text: string): readonly string[] {
  return text.split(/\s+/u).flatMap((name) => [name, `${name}*`]);
}

/** In the sentence around it, a formula is one word. */
export const MATH_ENVIRONMENTS: ReadonlySet<string> = new Set(names(MATHS));
/** Holds nothing that anyone reads as prose. */
export const CODE_ENVIRONMENTS: ReadonlySet<string> = new Set(names(CODE));
/** The argument after the name is a heading. */
export const TITLED_ENVIRONMENTS: ReadonlySet<string> = new Set(["frame", "block", "alertblock", "exampleblock"]);

const KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ...names(LISTS).map((name) => [name, "item"] as const),
  ...names(TABLES).map((name) => [name, "cell"] as const),
]);

/** An environment that says nothing about it leaves its text what it was. */
export function kindIn(environment: string, around: BlockKind): BlockKind {
  return KINDS.get(environment) ?? around;
}
