/** One thing that speaks against a schema, or that its author should know. `pointer` (RFC 6901) leads into the document. */
export interface SchemaIssue {
  readonly pointer: string;
  /** One or two sentences: what is wrong, and what to do. */
  readonly message: string;
}
