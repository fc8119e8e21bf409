type Json = { readonly [key: string]: unknown }

/** What is shorter is told where it stands: a name for it would be longer to follow than to read. */
const leastShared = 400

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const isSchema = (value: unknown): value is Json =>
  isObject(value) && ('type' in value || 'oneOf' in value || 'anyOf' in value || 'enum' in value)

const pascal = (id: string): string =>
  id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

type Paths = Readonly<Record<string, Readonly<Record<string, Json>>>>

/** Every operation with its id, in the order of its path. */
const operationsOf = (paths: Paths): readonly Json[] =>
  Object.values(paths).flatMap((methods) => Object.values(methods))

const visit = (value: unknown, see: (schema: Json) => void): void => {
  if (Array.isArray(value)) for (const one of value) visit(one, see)
  if (!isObject(value)) return
  if (isSchema(value)) see(value)
  for (const one of Object.values(value)) visit(one, see)
}

const replyOf = (operation: Json): unknown => {
  const { responses } = operation as {
    responses?: { 200?: { content?: { 'application/json'?: { schema?: unknown } } } }
  } // as describeApi makes it
  return responses?.[200]?.content?.['application/json']?.schema
}

/**
 * The same description with every schema that stands in it more than once told once, under `components.schemas`, and named after
 * the first operation that answers it, or has it. What a command answers is what its page reads: told at each of them it made nine
 * tenths of the file.
 */
export const shareSchemas = (paths: Paths): { readonly paths: Paths; readonly schemas: Json } => {
  const texts = new Map<Json, string>()
  const counts = new Map<string, number>()
  visit(Object.values(paths), (schema) => {
    const text = JSON.stringify(schema)
    if (text.length < leastShared) return
    texts.set(schema, text)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  })
  const names = new Map<string, string>()
  const nameFor = (text: string, wanted: string): string => {
    const known = names.get(text)
    if (known !== undefined) return known
    const taken = new Set(names.values())
    let name = wanted
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}${n}`
    names.set(text, name)
    return name
  }
  const isShared = (text: string | undefined): text is string => text !== undefined && (counts.get(text) ?? 0) > 1
  for (const operation of operationsOf(paths)) {
    const reply = replyOf(operation)
    const text = isObject(reply) ? texts.get(reply) : undefined
    if (isShared(text)) nameFor(text, pascal(String(operation['operationId'])))
  }
  const schemas: Record<string, unknown> = {}
  const share = (value: unknown, of: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => share(one, of))
    if (!isObject(value)) return value
    const text = texts.get(value)
    if (!isShared(text)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, share(one, of)]))
    const name = nameFor(text, `${of}Part`)
    if (!(name in schemas)) {
      schemas[name] = null // held while its own parts are shared
      schemas[name] = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, share(one, name)]))
    }
    return { $ref: `#/components/schemas/${name}` }
  }
  const shared = Object.fromEntries(
    Object.entries(paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          share(operation, pascal(String(operation['operationId']))) as Json,
        ]),
      ),
    ]),
  )
  const inOrder = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { paths: shared, schemas: inOrder }
}
