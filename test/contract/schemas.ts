/** The published schemas, and an independent validator of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import { SCHEMAS } from './held.ts'

const ENDING = '.schema.json'

export const NAMES: readonly string[] = readdirSync(SCHEMAS)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))

export const schemaOf = (name: string): AnySchemaObject =>
  JSON.parse(readFileSync(`${SCHEMAS}/${name}${ENDING}`, 'utf8'))

/**
 * The same, in which an object has no field that the schema doesn't name: what is printed must be
 * described.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, one]) => [
      key,
      // Names of fields are no keywords.
      key === 'properties' || key === '$defs'
        ? Object.fromEntries(Object.entries(one as object).map(([name, of]) => [name, closed(of)]))
        : closed(one),
    ]),
  )
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner
}

function validator(change: (schema: unknown) => unknown) {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictTuples: false,
  })
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  for (const name of NAMES) ajv.addSchema(change(schemaOf(name)) as AnySchemaObject)
  /** What is wrong with a document; empty where nothing is. */
  return (name: string, document: unknown): string[] => {
    const validate = ajv.getSchema(`${name}${ENDING}`)
    if (!validate) throw new Error(`there is no schema ${name}`)
    return validate(document)
      ? []
      : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`)
  }
}

export const problems = validator((schema) => schema)
/** As before, and nothing but what the schema names. */
export const undescribed = validator(closed)
