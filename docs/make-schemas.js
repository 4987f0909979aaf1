// Makes the JSON schemas in docs/schemas that follow from schemas in src, and of lab-result what
// follows from the types of the probes' results (the rest is kept by hand); and
// lessons/lesson.schema.json, which editors use.
//   node docs/make-schemas.js            writes them
//   node docs/make-schemas.js --check    says which are out of date, and exits with 1 if any is
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { TypeSchemas } from './type-schema.js'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Name of the file: where its schema stands, and what it is of. */
const SCHEMAS = {
  report: ['results/report.ts', 'report', 'gatelab.report/1: a comparison'],
  sweep: [
    'results/report.ts',
    'sweep',
    'gatelab.sweep/1: a comparison at every combination of values',
  ],
  certificate: [
    'results/difficulty-report.ts',
    'certificates',
    'gatelab.certificate/1: how difficult tasks are',
  ],
  inspection: [
    'inspection/given-net/inspection-schema.ts',
    'inspection',
    'gatelab.inspection/1: what happens inside a net on one batch',
  ],
  'stack-inspection': [
    'inspection/given-net/stack-schema.ts',
    'stackInspection',
    'gatelab.inspection/2: what happens inside a net of any layers on one batch',
  ],
  net: [
    'inspection/given-net/net-schema.ts',
    'netDocument',
    'gatelab.net/1: what is inside a file of trained nets',
  ],
  check: [
    'lessons/check/check-report.ts',
    'checkReport',
    'gatelab.check/1: the claims of lessons, measured',
  ],
  learner: [
    'lessons/progress/learner-report.ts',
    'learnerReport',
    'gatelab.learner/1: what a learner did, for a teacher',
  ],
  class: [
    'lessons/classes/class-schema.ts',
    'classReport',
    'gatelab.class/1: what a class did, put together from the reports of its learners',
  ],
  progress: [
    'lessons/progress/progress.ts',
    'progressSchema',
    'gatelab.progress/1: the file of what a learner did',
  ],
  run: [
    'experiments/store/results-line.ts',
    'whole',
    'gatelab.run/1: a finished run, a line of results.jsonl',
  ],
  'preset-results': [
    'experiments/presets/result-folder.ts',
    'mark',
    'gatelab.preset-results/1: preset.json in a folder of results',
  ],
  weights: [
    'training/weights-metadata.ts',
    'weightsMetadata',
    'Metadata "gatelab" of weights in safetensors, as JSON',
  ],
  workbench: [
    'workbench/save.ts',
    'saved',
    'gatelab.workbench/1: metadata "state" of a saved workbench, as JSON',
  ],
  'lesson-script': [
    'lessons/format/lesson-schema.ts',
    'script',
    'gatelab.lesson/1: the script of a lesson (lesson.yaml)',
    'input',
  ],
}
/** A line of trials-….jsonl or certificates-….jsonl is its head with one of the two. */
const UNIT = [
  'experiments/presets/unit-store.ts',
  'head',
  'gatelab.unit/1: a finished trial or certificate of a preset, a line',
]
const FOUND = {
  trial: ['experiments/presets/units.ts', 'trial'],
  certificate: ['results/difficulty-report.ts', 'certificate'],
}

/** The schemas of src, from a bundle: Node 20 reads no TypeScript. */
async function schemasOfSource() {
  const all = {
    ...SCHEMAS,
    unit: UNIT,
    ...Object.fromEntries(Object.entries(FOUND).map(([k, one]) => [`unit.${k}`, one])),
  }
  const lines = Object.entries(all).map(
    ([name, [file, exported]]) =>
      `export { ${exported} as ${JSON.stringify(name)} } from ` +
      JSON.stringify(here(`../src/${file}`)),
  )
  const entry = {
    name: 'entry',
    resolveId: (id) => (id === 'schemas' ? id : null),
    load: (id) => (id === 'schemas' ? lines.join('\n') : null),
  }
  const bundle = await rolldown({
    input: 'schemas',
    platform: 'node',
    plugins: [entry],
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
  await bundle.close()
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-schemas-'))
  try {
    const path = join(folder, 'schemas.mjs')
    writeFileSync(path, output[0].code)
    return await import(pathToFileURL(path).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const { toJsonSchema } = await import('@valibot/to-json-schema')
const source = await schemasOfSource()
const jsonOf = (name, typeMode = 'output') => {
  const options = { target: 'draft-2020-12', errorMode: 'ignore', typeMode }
  const { $schema, ...rest } = toJsonSchema(source[name], options)
  return { $schema, rest }
}

function files() {
  const made = Object.entries(SCHEMAS).map(([name, [, , title, mode]]) => {
    const { $schema, rest } = jsonOf(name, mode)
    return [name, { $schema, $id: `${name}.schema.json`, title, ...rest }]
  })
  const { $schema, rest } = jsonOf('unit')
  const found = {
    anyOf: Object.keys(FOUND).map((one) => ({ title: one, ...jsonOf(`unit.${one}`).rest })),
  }
  const unit = {
    ...rest,
    properties: { ...rest.properties, found },
    required: [...rest.required, 'found'],
  }
  return [...made, ['unit', { $schema, $id: 'unit.schema.json', title: UNIT[2], ...unit }]]
}

const readStored = (name) => JSON.parse(readFileSync(here(`schemas/${name}.schema.json`), 'utf8'))

/**
 * lab-result as it is stored, with a specification as it is and every probe's result from its type;
 * a new probe stands behind the others.
 */
function labResult() {
  const types = new TypeSchemas()
  types.define(here('../src/specs/spec.ts'), 'Spec')
  const results = here('../src/results/lab-results.ts')
  const { properties: ofBench } = types.declared(results, 'OfBench')
  const probes = types.argumentsOf(here('../src/workbench/probes/index.ts'), 'PROBES')
  const made = new Map(
    probes.map(([title, { type, properties, required }]) => {
      const { gru, variant, norms } = ofBench
      const all = { ...properties, gru: { ...gru, ...properties.gru }, variant, norms }
      return [title, { title, type, properties: all, required }]
    }),
  )
  const { anyOf, $defs, ...head } = readStored('lab-result')
  const stored = anyOf.map(({ title }) => title)
  const last = anyOf.findLastIndex(({ title }) => made.has(title))
  const entries = anyOf.map((entry) => made.get(entry.title) ?? entry)
  entries.splice(last + 1, 0, ...[...made.values()].filter(({ title }) => !stored.includes(title)))
  const definitions = { ...$defs, ...types.defs }
  return { ...head, anyOf: entries, $defs: definitions }
}

/** The schema that editors fetch with the lessons, in the draft that they know best. */
function forEditors() {
  const options = { errorMode: 'ignore', typeMode: 'input' }
  const { $schema, ...rest } = toJsonSchema(source['lesson-script'], options)
  return { $schema, title: 'A lesson of gatelab (lesson.yaml)', ...rest }
}

const texts = [
  ...files().map(([name, schema]) => [`schemas/${name}.schema.json`, schema]),
  ['schemas/lab-result.schema.json', labResult()],
  ['../lessons/lesson.schema.json', forEditors()],
].map(([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`])
if (process.argv.includes('--check')) {
  const read = (path) => {
    try {
      return readFileSync(here(path), 'utf8')
    } catch {
      return null
    }
  }
  const stale = texts.filter(([path, text]) => read(path) !== text)
  for (const [path] of stale)
    console.error(`docs/${path} is out of date: node docs/make-schemas.js writes it anew`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [path, text] of texts) writeFileSync(here(path), text)
}
