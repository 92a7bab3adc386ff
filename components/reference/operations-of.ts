import {
  OPENAPI_METHODS,
  type OpenApiDocument,
  type OpenApiMethod,
  type OpenApiOperation,
} from "#schemas/openapi.ts";

/** An operation of the document, with where it is called. */
export interface PlacedOperation {
  readonly path: string;
  readonly method: OpenApiMethod;
  readonly operation: OpenApiOperation;
}

export interface TaggedOperations {
  readonly name: string;
  readonly description: string;
  /** Of its heading in the page, such as `api-keys`. */
  readonly anchor: string;
  readonly operations: readonly PlacedOperation[];
}

/** The document's operations under their tags, in the document's order. */
export function operationsByTag({ tags, paths }: OpenApiDocument): TaggedOperations[] {
  const placed = Object.entries(paths).flatMap(([path, item]) =>
    OPENAPI_METHODS.flatMap((method): PlacedOperation[] => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    anchor: name.toLowerCase().replaceAll(" ", "-"),
    operations: placed.filter(({ operation }) => operation.tags.includes(name)),
  }));
}
