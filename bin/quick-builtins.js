/**
 * Takes Node's own modules in the bundle by `process.getBuiltinModule` instead of `import`. An
 * import makes a namespace of all that a module exports and so reads every getter of it, and those
 * of node:fs, node:util and node:process load streams, worker threads and more: 3 to 4 ms each.
 */
import { isBuiltin } from 'node:module'

/** Of these we call functions, seldom before the first picture: they are loaded by a first call. */
const CALLED = /^(?:node:)?(?:assert|child_process|crypto|fs\/promises)$/
/** So is the class of threads, of which objects are made. */
const isMade = (name, from) => name === 'Worker' && from.endsWith('worker_threads')

const NAMES = String.raw`\{[^}]*\}|\*as [\w$]+|[\w$]+`
/** One import of minified code: what it names, twice at most, and where from. */
const IMPORT = new RegExp(`import ?(?:(${NAMES})(?:,(${NAMES}))? ?from)?"([^"]+)";?`, 'y')
/** What would be missed by the above. */
const LEFT = /\b(?:from|import) ?["'`]node:/

/** Declarations of what an import names: `{a as b,c}`, `*as a`, or the default. */
function taken(names, from) {
  const module = `process.getBuiltinModule("${from}")`
  if (!names.startsWith('{')) return [`${names.replace('*as ', '')}=${module}`]
  const each = names
    .slice(1, -1)
    .split(',')
    .map((one) => one.split(' as '))
  if (CALLED.test(from))
    return each.map(([name, own = name]) => `${own}=(...of)=>${module}.${name}(...of)`)
  if (each.every(([name]) => isMade(name, from)))
    return each.map(
      ([name, own = name]) => `${own}=function(...of){return new (${module}.${name})(...of)}`,
    )
  return [`${names.replaceAll(' as ', ':')}=${module}`]
}

/** @returns {string} the code without imports of Node's own modules */
export function withoutImports(code) {
  const kept = []
  const declared = []
  IMPORT.lastIndex = 0
  let end = 0
  for (let found = IMPORT.exec(code); found; found = IMPORT.exec(code)) {
    end = IMPORT.lastIndex
    const [whole, first, second, from] = found
    if (!isBuiltin(from)) kept.push(whole)
    else for (const names of [first, second]) if (names) declared.push(...taken(names, from))
  }
  const rest = code.slice(end)
  if (LEFT.test(rest)) throw new Error(`an import of Node's own is left: ${LEFT.exec(rest)[0]}`)
  return [...kept, declared.length > 0 ? `const ${declared.join(',')};` : '', rest].join('')
}

export function quickBuiltins() {
  return {
    name: 'quick-builtins',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') chunk.code = withoutImports(chunk.code)
    },
  }
}
