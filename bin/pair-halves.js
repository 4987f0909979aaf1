/**
 * A transform of the AssemblyScript compiler, for the wide build of the kernels (asconfig.json).
 * Sources work on vectors of 4 floats. In a function marked @pairs, a loop that goes on by 16
 * bytes is rewritten here to go on by 32, with every vector statement in it once for each half:
 *
 *   for (let r: usize = 0; r < end; r += 16) {     for (let r: usize = 0; r < end; r += 32) {
 *     const v = v128.load(at + r)                    const at$1 = at + r
 *     sum = f32x4.add(sum, v)                        const v$high = v128.load(at$1, 16)
 *     v128.store(to + r, f32x4.abs(v))               const v = v128.load(at$1)
 *   }                                                sum = f32x4.add(sum, v)
 *                                                    sum = f32x4.add(sum, v$high)
 *                                                    const at$2 = to + r
 *                                                    v128.store(at$2, f32x4.abs(v$high), 16)
 *                                                    v128.store(at$2, f32x4.abs(v))
 *                                                  }
 *
 * That is the form in which V8 merges the halves into one vector of 256 bits: one address with
 * immediates 16 apart, the halves side by side, the high one stored first. What is summed in a
 * variable from outside the loop keeps its order. The bytes that a loop runs over are a multiple of
 * 32, and no iteration reads what another one has written.
 */
import { NodeKind, Parser, SourceKind, Token } from 'assemblyscript'
import { Transform } from 'assemblyscript/transform'

const HIGH = '$high'
const VECTORS = /^(v128|[if]\d+x\d+)$/
/** Of what takes vectors, what gives none. */
const SCALARS = /^(extract_lane|any_true|all_true|bitmask|store)/

const textOf = ({ range }) => range.source.text.substring(range.start, range.end)
const isCallOf = (node, type, name) =>
  node.kind === NodeKind.Call &&
  node.expression.kind === NodeKind.PropertyAccess &&
  textOf(node.expression) === `${type}.${name}`

/** The expressions right inside another one. */
function partsOf(node) {
  switch (node.kind) {
    case NodeKind.Call:
      return node.args
    case NodeKind.Ternary:
      return [node.condition, node.ifThen, node.ifElse]
    case NodeKind.Binary:
      return [node.left, node.right]
    case NodeKind.Parenthesized:
    case NodeKind.Assertion:
      return [node.expression]
    case NodeKind.UnaryPrefix:
      return [node.operand]
    default:
      return []
  }
}

/** Rewrites the loops of one function. */
class Pairing {
  constructor(vectorFunctions) {
    this.vectorFunctions = vectorFunctions
    /** Vectors of which there are two, and those from outside the loop. */
    this.paired = new Set()
    this.outside = new Set()
    this.addresses = 0
  }

  isVector(node) {
    if (node.kind === NodeKind.Identifier)
      return this.paired.has(node.text) || this.outside.has(node.text)
    if (node.kind === NodeKind.Ternary) return this.isVector(node.ifThen)
    if (node.kind === NodeKind.Parenthesized) return this.isVector(node.expression)
    if (node.kind !== NodeKind.Call) return false
    const { expression } = node
    if (expression.kind === NodeKind.PropertyAccess)
      return VECTORS.test(textOf(expression.expression)) && !SCALARS.test(expression.property.text)
    return this.vectorFunctions.has(textOf(expression))
  }

  /** A fresh constant for an address, declared in `before`; a name stands for itself. */
  address(node, before) {
    if (node.kind === NodeKind.Identifier) return node.text
    const name = `at$${++this.addresses}`
    before.push(`const ${name}: usize = ${textOf(node)}`)
    return name
  }

  /** An expression for the low and for the high half; the addresses in it are put into `before`. */
  halves(node, before) {
    if (node.kind === NodeKind.Identifier)
      return [node.text, this.paired.has(node.text) ? node.text + HIGH : node.text]
    if (isCallOf(node, 'v128', 'load')) {
      const [from, offset = null] = node.args
      const at = this.address(from, before)
      const low = offset ? textOf(offset) : '0'
      return [`v128.load(${at}, ${low})`, `v128.load(${at}, ${low} + 16)`]
    }
    const { start } = node.range
    const pieces = ['', '']
    let end = start
    for (const part of partsOf(node)) {
      const texts = this.halves(part, before)
      const between = node.range.source.text.substring(end, part.range.start)
      texts.forEach((text, half) => {
        pieces[half] += between + text
      })
      end = part.range.end
    }
    const rest = node.range.source.text.substring(end, node.range.end)
    return pieces.map((text) => text + rest)
  }

  declaration({ initializer, name, range }, keyword) {
    if (!initializer || !this.isVector(initializer)) return [`${keyword} ${textOf({ range })}`]
    const lines = []
    const [low, high] = this.halves(initializer, lines)
    this.paired.add(name.text)
    return [
      ...lines,
      `${keyword} ${name.text} = ${low}`,
      `${keyword} ${name.text + HIGH} = ${high}`,
    ]
  }

  expression(node) {
    const lines = []
    if (isCallOf(node, 'v128', 'store')) {
      const [to, value, offset = null] = node.args
      const [low, high] = this.halves(value, lines)
      const name = `value$${++this.addresses}`
      lines.push(`const ${name} = ${low}, ${name + HIGH} = ${high}`)
      const at = this.address(to, lines)
      const by = offset ? textOf(offset) : '0'
      return [
        ...lines,
        `v128.store(${at}, ${name + HIGH}, ${by} + 16)`,
        `v128.store(${at}, ${name}, ${by})`,
      ]
    }
    if (node.kind !== NodeKind.Binary || node.operator !== Token.Equals)
      throw new Error(`pair-halves: cannot pair "${textOf(node)}"`)
    const name = textOf(node.left)
    const [low, high] = this.halves(node.right, lines)
    return [...lines, `${name} = ${low}`, `${this.paired.has(name) ? name + HIGH : name} = ${high}`]
  }

  inLoop(node) {
    switch (node.kind) {
      case NodeKind.Block:
        return ['{', ...node.statements.flatMap((one) => this.inLoop(one)), '}']
      case NodeKind.Variable: {
        const keyword = /^\w+/.exec(textOf(node))[0]
        return node.declarations.flatMap((one) => this.declaration(one, keyword))
      }
      case NodeKind.Expression:
        return this.expression(node.expression)
      case NodeKind.If: {
        const more = node.ifFalse ? ['} else {', ...this.inLoop(node.ifFalse)] : []
        return [`if (${textOf(node.condition)}) {`, ...this.inLoop(node.ifTrue), ...more, '}']
      }
      case NodeKind.For:
        return [this.headOf(node, textOf(node.incrementor)), ...this.inLoop(node.body), '}']
      default:
        throw new Error(`pair-halves: cannot pair "${textOf(node)}"`)
    }
  }

  headOf({ initializer, condition }, incrementor) {
    return `for (${textOf(initializer).replace(/;$/, '')}; ${textOf(condition)}; ${incrementor}) {`
  }

  /** A statement that may contain loops to pair. */
  outsideLoop(node) {
    if (node.kind === NodeKind.Block)
      return ['{', ...node.statements.flatMap((one) => this.outsideLoop(one)), '}']
    if (node.kind === NodeKind.Variable)
      for (const { name, initializer } of node.declarations)
        if (initializer && this.isVector(initializer)) this.outside.add(name.text)
    if (node.kind !== NodeKind.For) return [textOf(node)]
    const step = /^(\w+) \+= 16$/.exec(textOf(node.incrementor))
    if (!step)
      return [this.headOf(node, textOf(node.incrementor)), ...this.outsideLoop(node.body), '}']
    return [this.headOf(node, `${step[1]} += 32`), ...this.inLoop(node.body), '}']
  }
}

/** The statements of a block, from text. */
function parse(text, path) {
  const parser = new Parser()
  parser.parseFile(`function f(): void ${text}`, path, true)
  return parser.sources[0].statements[0].body
}

export default class PairHalves extends Transform {
  afterParse(parser) {
    const own = parser.sources.filter(({ sourceKind }) => sourceKind <= SourceKind.UserEntry)
    const functions = own.flatMap(({ statements }) =>
      statements.filter(({ kind }) => kind === NodeKind.FunctionDeclaration),
    )
    const vectorFunctions = new Set(
      functions
        .filter(({ signature }) => textOf(signature.returnType) === 'v128')
        .map(({ name }) => name.text),
    )
    for (const one of functions) {
      if (!one.decorators?.some(({ name }) => name.text === 'pairs')) continue
      const lines = new Pairing(vectorFunctions).outsideLoop(one.body)
      if (process.env.SHOW_PAIRS) console.log(one.name.text, lines.join('\n'))
      one.body = parse(lines.join('\n'), one.range.source.normalizedPath)
    }
  }
}
