/** ECMA-262's white space and line terminators (sections 12.2 and 12.3), as the inside of a class. */
const WHITE_SPACE = "\\t\\n\\x0B\\f\\r\\x{FEFF}\\x{2028}\\x{2029}\\p{Zs}";

/** What is not white space, as the inside of a class. RE2 cannot subtract, so the ranges between are written out. */
const NOT_WHITE_SPACE =
  "\\x00-\\x08\\x0E-\\x1F\\x21-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}" +
  "\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}";

/** Everything but ECMA-262's line terminators. */
const ANY_CHARACTER = "[^\\n\\r\\x{2028}\\x{2029}]";

/** The long names of general categories (UAX 44, table 12) that ECMA-262 allows and RE2 does not know. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Letter: "L",
  Uppercase_Letter: "Lu",
  Lowercase_Letter: "Ll",
  Titlecase_Letter: "Lt",
  Modifier_Letter: "Lm",
  Other_Letter: "Lo",
  Mark: "M",
  Nonspacing_Mark: "Mn",
  Spacing_Mark: "Mc",
  Enclosing_Mark: "Me",
  Number: "N",
  Decimal_Number: "Nd",
  digit: "Nd",
  Letter_Number: "Nl",
  Other_Number: "No",
  Punctuation: "P",
  punct: "P",
  Connector_Punctuation: "Pc",
  Dash_Punctuation: "Pd",
  Open_Punctuation: "Ps",
  Close_Punctuation: "Pe",
  Initial_Punctuation: "Pi",
  Final_Punctuation: "Pf",
  Other_Punctuation: "Po",
  Symbol: "S",
  Math_Symbol: "Sm",
  Currency_Symbol: "Sc",
  Modifier_Symbol: "Sk",
  Other_Symbol: "So",
  Separator: "Z",
  Space_Separator: "Zs",
  Line_Separator: "Zl",
  Paragraph_Separator: "Zp",
  Other: "C",
  Control: "Cc",
  Format: "Cf",
};

/** Escapes that RE2 gives a meaning and ECMA-262 forbids. */
const RE2_ALONE = "aAzZCQE";

const TOKEN =
  /\\u\{([0-9a-fA-F]+)\}|(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\c([A-Za-z])|\\([pP])\{([^}]*)\}|\\([\s\S])|\(\?<(?![=!])|[[\].]/g;

/**
 * Writes a regular expression of ECMA-262 (flag `u`) in RE2's syntax with the same meaning: what the two spell
 * differently is spelled out. What RE2 cannot do stays as it is and is refused when it is compiled. Throws a
 * `SyntaxError` for what ECMA-262 does not have.
 */
export function toRe2(source: string): string {
  let isClass = false;
  return source.replace(TOKEN, (token: string, ...groups: (string | undefined)[]) => {
    const [hexDigits, pair, unicode, control, property, category = "", escaped] = groups;
    if (escaped !== undefined) return escapeOf(escaped, isClass);
    if (property !== undefined) return `\\${property}{${categoryOf(category)}}`;
    if (token.startsWith("\\")) return character(hexDigits ?? unicode, pair, control);
    if (token === "(?<") return "(?P<";
    if (token === ".") return isClass ? token : ANY_CHARACTER;
    if (token === "[" && isClass) return "\\[";
    isClass = token === "[";
    return token;
  });
}

/** One character that is written by its number, as a surrogate pair or as a control. */
function character(hexDigits: string | undefined, pair: string | undefined, control = ""): string {
  if (hexDigits !== undefined) return hex(Number.parseInt(hexDigits, 16));
  return hex(pair === undefined ? control.charCodeAt(0) % 32 : codePointOf(pair));
}

function escapeOf(escaped: string, isClass: boolean): string {
  switch (escaped) {
    case "s":
      return isClass ? WHITE_SPACE : `[${WHITE_SPACE}]`;
    case "S":
      return isClass ? NOT_WHITE_SPACE : `[${NOT_WHITE_SPACE}]`;
    case "0":
      return "\\x00";
    case "/":
      return "/";
    default:
      if (RE2_ALONE.includes(escaped)) throw new SyntaxError(`invalid escape sequence: \`\\${escaped}\``);
      return `\\${escaped}`;
  }
}

function categoryOf(name: string): string {
  const value = name.replace(/^(?:General_Category|gc|Script|sc)=/, "");
  return Object.hasOwn(CATEGORIES, value) ? (CATEGORIES[value] ?? value) : value;
}

function codePointOf(pair: string): number {
  const [high = "", low = ""] = pair.slice(2).split("\\u");
  return (Number.parseInt(high, 16) - 0xd800) * 0x400 + (Number.parseInt(low, 16) - 0xdc00) + 0x10000;
}

function hex(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}
