/** A Content-Type: `type` and the parameters' names in lower case, the values as they are, unquoted. */
export interface MediaType {
  readonly type: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

const TYPE = /[ \t]*([!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+)/y;

/** A semicolon, and the parameter that may follow it: a token, `=` without spaces, a token or a quoted string. */
const PARAMETER =
  /[ \t]*;[ \t]*(?:([!#$%&'*+.^_`|~\w-]+)=(?:([!#$%&'*+.^_`|~\w-]+)|"((?:[\t !#-[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*)"))?/y;

const END = /[ \t]*$/y;

/** Reads a Content-Type by RFC 9110, sections 8.3.1 and 5.6.6; null when it is none. */
export function parseMediaType(text: string): MediaType | null {
  let at = 0;
  const take = (expression: RegExp) => {
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match) at = expression.lastIndex;
    return match;
  };
  const type = take(TYPE)?.[1]?.toLowerCase();
  if (type === undefined) return null;
  const parameters = [];
  for (let match = take(PARAMETER); match; match = take(PARAMETER)) {
    const [, name, token, quoted = ""] = match;
    if (name === undefined) continue;
    parameters.push({ name: name.toLowerCase(), value: token ?? quoted.replace(/\\(.)/g, "$1") });
  }
  return take(END) ? { type, parameters } : null;
}

/** Whether what is declared can be read as UTF-8: there is no `charset`, or no other one. */
export function isUtf8({ parameters }: MediaType): boolean {
  return parameters.every(({ name, value }) => name !== "charset" || value.toLowerCase() === "utf-8");
}

/** Whether a media type declares JSON: its subtype is `json` or ends in `+json` (RFC 6839, section 3.1). */
export function isJsonType({ type }: MediaType): boolean {
  return /(?:\/|\+)json$/.test(type);
}
