/** What the schema finds wrong with a script, as a fact that can be said in any language. */
import type * as v from 'valibot'
import type { FieldFault } from './lesson-error.ts'
import { script } from './lesson-schema.ts'

type Issue = v.BaseIssue<unknown>

/** As much of a schema as is asked here: what it is, and what is in it. */
interface Schema {
  readonly type: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly item?: Schema
  readonly items?: readonly Schema[]
  readonly value?: Schema
  readonly wrapped?: Schema
  readonly options?: readonly Schema[]
  readonly key?: string
  readonly literal?: unknown
  readonly pipe?: readonly Schema[]
}

/** The first issue of a script: where it is, and what would be right. */
export function faultOf(issues: readonly Issue[]): {
  readonly path: readonly (string | number)[]
  readonly fault: FieldFault
} {
  // A field that nobody knows is often one that is missing, misspelt.
  const issue = issues.find(isUnknown) ?? issues[0]
  const path = (issue.path ?? []).map(({ key }) => key as string | number)
  return { path, fault: fault(issue, path) }
}

const isUnknown = ({ type, expected }: Issue) => type === 'strict_object' && expected === 'never'

function fault(issue: Issue, path: readonly (string | number)[]): FieldFault {
  const { type, requirement, expected, received } = issue
  const key = String(path.at(-1) ?? '')
  if (isUnknown(issue)) return { is: 'unknown', key, known: knownAt(issue) }
  if (type === 'strict_object' && issue.path && received === 'undefined')
    return { is: 'missing', key }
  if (expected === 'Object') return { is: 'kind', want: 'mapping' }
  if (type === 'variant' && received === 'undefined') return { is: 'missing', key: 'do' }
  if (type === 'variant' || type === 'literal' || type === 'picklist')
    return { is: 'choice', choices: choicesOf(issue) }
  if (type === 'regex')
    return { is: 'form', of: key === 'as' || path.includes('before') ? 'name' : 'id' }
  if (
    type === 'min_length' ||
    type === 'max_length' ||
    type === 'min_value' ||
    type === 'max_value'
  ) {
    const of = type.endsWith('value')
      ? 'number'
      : typeof issue.input === 'string'
        ? 'letters'
        : 'entries'
    return { is: type.startsWith('min') ? 'least' : 'most', of, limit: Number(requirement) }
  }
  if (type === 'min_entries' || type === 'max_entries')
    return {
      is: type === 'min_entries' ? 'least' : 'most',
      of: 'entries',
      limit: Number(requirement),
    }
  return { is: 'kind', want: WANTED[type] ?? 'mapping' }
}

const WANTED: Readonly<Record<string, Extract<FieldFault, { is: 'kind' }>['want']>> = {
  string: 'text',
  number: 'number',
  finite: 'number',
  integer: 'integer',
  array: 'list',
  tuple: 'list',
  union: 'command',
  record: 'mapping',
  strict_object: 'mapping',
}

/** `("read" | "run")`, `"gatelab.lesson/1"`, `true`: the words between the bars. */
const choicesOf = ({ expected }: Issue): string[] =>
  (expected ?? '').replaceAll(/[()"]/g, '').split(' | ')

/** The fields that a mapping has where one too many was found. */
function knownAt(issue: Issue): string[] {
  const path: readonly v.IssuePathItem[] = issue.path ?? []
  let schema: Schema | undefined = script as unknown as Schema
  for (const { input, key } of path.slice(0, -1)) {
    schema = within(resolved(schema, input), key)
  }
  return Object.keys(resolved(schema, path.at(-1)?.input)?.entries ?? {})
}

/** The alternative that was meant, without what is put around it. */
function resolved(schema: Schema | undefined, input: unknown): Schema | undefined {
  if (!schema) return undefined
  if (schema.wrapped) return resolved(schema.wrapped, input)
  if (schema.type === 'union') return schema.options?.find(({ entries }) => entries)
  if (schema.type !== 'variant') return schema
  const said = (input as Readonly<Record<string, unknown>>)[schema.key ?? '']
  return schema.options?.find(({ entries }) => entries?.[schema.key ?? '']?.literal === said)
}

function within(schema: Schema | undefined, key: unknown): Schema | undefined {
  if (schema?.entries) return schema.entries[String(key)]
  return schema?.item ?? schema?.value ?? schema?.items?.[Number(key)]
}
