// JSON schemas of plain data that only a TypeScript type describes: the results of probes. Read
// from the source's syntax tree: an interface becomes an entry of $defs, an alias is written out
// where it stands, and a docstring becomes a description.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

const modules = new Map()

/** Declarations and imports of a file, by name. */
function moduleOf(file) {
  const known = modules.get(file)
  if (known) return known
  const source = readFileSync(file, 'utf8')
  const found = { file, source, types: new Map(), values: new Map(), imports: new Map() }
  for (const statement of parseAst(source, { lang: 'ts' }).body) {
    const from = statement.source && join(dirname(file), statement.source.value)
    for (const one of from ? statement.specifiers : []) {
      const [here, there] = one.exported ? [one.exported, one.local] : [one.local, one.imported]
      if (there) found.imports.set(here.name, { from, name: there.name })
    }
    const declared = statement.declaration ?? statement
    const at = { ...declared, start: statement.start }
    if (/^TS(Interface|TypeAlias)Declaration$/.test(declared.type))
      found.types.set(declared.id.name, at)
    for (const one of declared.type === 'VariableDeclaration' ? declared.declarations : [])
      found.values.set(one.id.name, one)
  }
  modules.set(file, found)
  return found
}

/** The docstring right above a place of the source. */
function description({ source }, { start }) {
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(source.slice(0, start))
  if (!comment) return {}
  const words = comment[1].replaceAll(/^\s*\* ?/gm, '').replaceAll(/\s+/g, ' ')
  return { description: words.trim() }
}

const fail = (module, { type, start, end }) => {
  const line = module.source.slice(0, start).split('\n').length
  const said = module.source.slice(start, end)
  throw new Error(
    `${module.file}:${line}: docs/type-schema.js has no JSON schema for "${said}" (${type}): ` +
      'results are numbers, text, lists, objects and unions of these',
  )
}

/** A named type where it is declared: `{ module, node }`. */
function declarationOf(module, name) {
  const node = module.types.get(name)
  if (node) return { module, node }
  const { from, name: there } = module.imports.get(name) ?? {}
  return from === undefined ? null : declarationOf(moduleOf(from), there)
}

const bare = (node) => (node.type === 'TSParenthesizedType' ? bare(node.typeAnnotation) : node)

/** The members of `const NAME = ['a', 'b'] as const`. */
function literalsOf(module, name, at) {
  const declared = module.values.get(name)
  if (!declared) {
    const { from, name: there } = module.imports.get(name) ?? fail(module, at)
    return literalsOf(moduleOf(from), there, at)
  }
  let list = declared.init
  while (list.expression) list = list.expression
  return list.elements?.map(({ value }) => ({ const: value })) ?? fail(module, at)
}

const keysOf = ({ node }) => node.body.body.map(({ key }) => key.name ?? key.value)

const WORDS = {
  TSNumberKeyword: 'number',
  TSStringKeyword: 'string',
  TSBooleanKeyword: 'boolean',
  TSNullKeyword: 'null',
}

/** Of a literal; a number below 0 is a sign and another. */
const literalValue = (literal) =>
  literal.type === 'UnaryExpression' ? -literal.argument.value : literal.value

/** Literals alone are an enum, and types that are a word alone a list of them. */
function union(parts) {
  const flat = parts.flatMap((one) => (one.anyOf && !one.description ? one.anyOf : [one]))
  const only = (key) => flat.every((one) => key in one && Object.keys(one).length === 1)
  if (flat.length === 1) return flat[0]
  if (only('const')) return { enum: flat.map((one) => one.const) }
  if (only('type') && flat.every((one) => one.type !== 'array'))
    return { type: flat.map((one) => one.type) }
  const [literals, others] = [true, false].map((is) => flat.filter((one) => 'const' in one === is))
  return { anyOf: [...literals, ...others] }
}

/** Schemas of types, with what they name gathered in `defs`. */
export class TypeSchemas {
  defs = {}

  /** The type of this name, written out, without its docstring. */
  declared(file, name) {
    const { module, node } = declarationOf(moduleOf(file), name)
    return this.#body(module, node)
  }

  /** The same of an interface as it stands in $defs. */
  define(file, name) {
    this.#named(moduleOf(file), { typeName: { name } }, new Map())
  }

  /**
   * By name, in order, the first type argument of each member of `const LIST = { a, 'b-c': b }`,
   * where every value is imported from a file that says `const a: Generic<A>`.
   */
  argumentsOf(file, list) {
    const { values, imports } = moduleOf(file)
    return values.get(list).init.properties.map(({ key, value }) => {
      const { from, name } = imports.get(value.name)
      const { typeAnnotation } = moduleOf(from).values.get(name).id.typeAnnotation
      return [
        key.name ?? key.value,
        this.declared(from, typeAnnotation.typeArguments.params[0].typeName.name),
      ]
    })
  }

  #body(module, node, given = new Map()) {
    if (node.type === 'TSTypeAliasDeclaration') return this.#of(module, node.typeAnnotation, given)
    const inherited = node.extends.map(({ expression }) => {
      const { module: there, node: parent } = declarationOf(module, expression.name)
      return this.#body(there, parent)
    })
    return merged([...inherited, this.#members(module, node.body.body, given)])
  }

  #members(module, members, given) {
    const entries = members.map((one) => {
      const name = one.key.name ?? one.key.value
      const schema = this.#of(module, one.typeAnnotation.typeAnnotation, given)
      return { name, optional: one.optional, schema: { ...schema, ...description(module, one) } }
    })
    return objectOf(entries)
  }

  #of(module, node, given) {
    const inner = (one) => this.#of(module, one, given)
    if (node.type in WORDS) return { type: WORDS[node.type] }
    switch (node.type) {
      case 'TSTypeOperator':
        return node.operator === 'keyof'
          ? { enum: keysOf(declarationOf(module, node.typeAnnotation.typeName.name)) }
          : inner(node.typeAnnotation)
      case 'TSParenthesizedType':
        return inner(node.typeAnnotation)
      case 'TSLiteralType':
        return { const: literalValue(node.literal) }
      case 'TSArrayType':
        return { type: 'array', items: inner(node.elementType) }
      case 'TSTupleType': {
        const items = new Map(node.elementTypes.map(inner).map((one) => [JSON.stringify(one), one]))
        return { type: 'array', items: union([...items.values()]) }
      }
      case 'TSUnionType':
        return union(node.types.map(inner))
      case 'TSIntersectionType':
        return merged(node.types.map((one) => this.#whole(module, one, given)))
      case 'TSTypeLiteral':
        return this.#members(module, node.members, given)
      case 'TSMappedType': {
        const key = inner(node.constraint)
        const names = key.enum ?? [key.const]
        const schema = inner(node.typeAnnotation)
        return objectOf(names.map((name) => ({ name, optional: node.optional === true, schema })))
      }
      case 'TSIndexedAccessType': {
        const list = bare(node.objectType)
        if (list.type === 'TSTypeQuery') return union(literalsOf(module, list.exprName.name, node))
        const { properties } = this.#whole(module, node.objectType, given)
        return properties[inner(node.indexType).const] ?? fail(module, node)
      }
      case 'TSTypeReference':
        return this.#named(module, node, given)
      default:
        return fail(module, node)
    }
  }

  /** An interface written out, where its properties are what is wanted. */
  #whole(module, node, given) {
    const declared = node.typeName && declarationOf(module, node.typeName.name)
    return declared ? this.#body(declared.module, declared.node) : this.#of(module, node, given)
  }

  #named(module, node, given) {
    const { name } = node.typeName
    const parameters = node.typeArguments?.params ?? []
    if (given.has(name)) return given.get(name)
    const values = parameters.map((one) => this.#of(module, one, given))
    if (name === 'Readonly') return values[0]
    if (name === 'Record' && values[0].type === 'string')
      return { type: 'object', additionalProperties: values[1] }
    const declared = declarationOf(module, name)
    if (!declared) return fail(module, node)
    const { module: there, node: found } = declared
    const formal = found.typeParameters?.params ?? []
    if (found.type === 'TSTypeAliasDeclaration')
      return this.#body(there, found, new Map(formal.map((one, n) => [one.name.name, values[n]])))
    const { type, ...rest } = this.#body(there, found)
    this.defs[name] = { type, ...description(there, found), ...rest }
    return { $ref: `#/$defs/${name}` }
  }
}

function objectOf(entries) {
  const required = entries.filter((one) => !one.optional).map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
  }
}

/** An object that has the properties of all. */
function merged(objects) {
  const required = [...new Set(objects.flatMap((one) => one.required ?? []))]
  return {
    type: 'object',
    properties: Object.assign({}, ...objects.map((one) => one.properties)),
    ...(required.length > 0 ? { required } : {}),
  }
}
