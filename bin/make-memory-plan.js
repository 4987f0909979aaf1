/**
 * Writes the kernels' class WorkspacePlan and its constants from src/engine/plan-fields.ts, the one
 * source of the memory plan (`npm run build:kernels` runs it).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const SOURCE = top('src/engine/plan-fields.ts')
const TARGET = top('src/engine/wasm/memory-plan.ts')

/** A module that imports nothing, as JavaScript. */
async function load(path) {
  const { code, errors } = transformSync(path, readFileSync(path, 'utf8'))
  if (errors.length > 0) throw errors[0]
  return import(`data:text/javascript,${encodeURIComponent(code)}`)
}

/** plainOutput → PLAIN_OUTPUT */
const constantName = (name) => name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase()
const constants = (type, values, prefix = '') =>
  Object.entries(values).map(
    ([name, value]) => `export const ${prefix}${constantName(name)}: ${type} = ${value}`,
  )

const { PLAN_FIELDS, PLAN_FLAGS, POOLING, SEVERED, ROW } = await load(SOURCE)
const text = `${[
  '// Made from ../plan-fields.ts by bin/make-memory-plan.js. Do not edit.',
  '',
  '@unmanaged',
  'export class WorkspacePlan {',
  ...PLAN_FIELDS.map(({ name, type }) => `  ${name}: ${type}`),
  '}',
  '',
  ...constants('i32', PLAN_FLAGS),
  ...constants('i32', POOLING, 'POOLING_'),
  ...constants('i32', SEVERED, 'SEVERED_'),
  ...constants('usize', { ROW }),
].join('\n')}\n`
// A file that is newer than dist/ would ask for another build.
if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) writeFileSync(TARGET, text)
