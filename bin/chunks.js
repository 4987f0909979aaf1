/**
 * Which modules stand together in a file of dist. Node reads, resolves and links each file by
 * itself, so that many small ones take longer to load than all of their code to run.
 */

/**
 * Each of these loads the ones before it, too. What a later one needs and an earlier one does not
 * stands apart.
 */
const STAGES = ['cli/main.ts', 'cli/start.ts', 'cli/command-to-exit-code.ts']
/** The last stage, in two: what it shows may be written as text, too, without any screen. */
const SCREEN = 'ui/compare/compare.tsx'
const ofScreens = (id) => id.includes('/src/ui/') || id.includes('/node_modules/')

/** What loads a part of the above, and more that none of them does. */
const BESIDE = [
  'commands/session/help.ts',
  'experiments/compare.ts',
  'experiments/workers/worker.ts',
  'workbench/workers/worker.ts',
]

/** The modules that some load at once, themselves among them. */
function loadedBy(roots, infoOf) {
  for (const root of roots) if (!infoOf(root)) throw new Error(`no module ${root}`)
  const found = new Set(roots)
  for (const id of found) for (const next of infoOf(id)?.importedIds ?? []) found.add(next)
  return found
}

function findOut(source, infoOf) {
  const of = (path) => loadedBy([`${source}${path}`], infoOf)
  const screen = of(SCREEN)
  const pictures = loadedBy(
    [...screen].filter((id) => !ofScreens(id)),
    infoOf,
  )
  return { stages: [...STAGES.map(of), pictures, screen], beside: BESIDE.map(of) }
}

/**
 * The name of the file that a module belongs to: all those that the same stages and ways beside
 * them load. Null leaves it to the bundler: what none of them loads, and entries, which act when
 * they are loaded, and wait for what they load.
 *
 * @returns {(id: string, context: { getModuleInfo: Function }) => string | null}
 */
export function chunkNames(source) {
  let loads = null
  return (id, context) => {
    loads ??= findOut(source, (one) => context.getModuleInfo(one))
    if (context.getModuleInfo(id)?.isEntry) return null
    const stage = loads.stages.findIndex((modules) => modules.has(id))
    const beside = loads.beside.map((modules) => Number(modules.has(id))).join('')
    return stage < 0 && !beside.includes('1') ? null : `part-${stage + 1}-${beside}`
  }
}
