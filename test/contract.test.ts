/**
 * What users rely on: every JSON document, exit code, input error and main screen, as the built
 * program says them, is what is stored. `npm run contract` writes the stored files anew. Knows
 * bin/gatelab.js and docs/schemas, and nothing of how src is laid out.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import {
  differences,
  EXAMPLES,
  normal,
  normalLines,
  normalText,
  pretty,
  SCREENS,
  stored,
} from './contract/held.ts'
import { COMMANDS, LAB_COMMANDS, REFUSED, SCENES } from './contract/scenes.ts'
import { NAMES, problems, schemaOf, undescribed } from './contract/schemas.ts'
import { type Step, words } from './contract/steps.ts'
import { fixturePath } from './support/fixture-path.ts'
import { gatelab } from './support/program.ts'

const repository = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const { version } = JSON.parse(readFileSync(repository('package.json'), 'utf8'))
const LANGUAGES = ['en', 'zh-CN']
/** For a scene of a dozen programs, on a machine that does other things, too. */
const TIMEOUT = 600_000

const INPUTS = {
  'contract/series.csv': 'series.csv',
  'contract/text.txt': 'text.txt',
  'contract/session.gatelab': 'session.gatelab',
  'contract/progress.json': 'state/gatelab/progress.json',
  'own/skew_12.jsonl': 'data.jsonl',
  'own/pandas_nan.csv': 'data.csv',
  'lstm-small.safetensors': 'lstm-small.safetensors',
  'lstm-small.json': 'lstm-small.json',
}
const CASE = { x: [[[0.5, 0]], [[0.25, 1]], [[0.125, 1]]], y: [[0.375]], h0: null, lengths: [3] }

const root = realpathSync(mkdtempSync(join(tmpdir(), 'gatelab-contract-')))
afterAll(() => rmSync(root, { recursive: true }))

/** A new folder with all inputs. */
function furnished(name: string): string {
  const folder = join(root, name.replaceAll(/\W+/g, '-'))
  for (const [from, to] of Object.entries(INPUTS)) cpSync(fixturePath(from), join(folder, to))
  writeFileSync(join(folder, 'case.json'), JSON.stringify(CASE))
  mkdirSync(join(folder, 'broken'))
  writeFileSync(join(folder, 'broken/lesson.yaml'), 'format: gatelab.lesson/1\nminutes: soon\n')
  return folder
}

const run = (folder: string, args: readonly string[]) =>
  gatelab(args, { XDG_STATE_HOME: join(folder, 'state') }, { cwd: folder })

/** JSON in the metadata of a safetensors file. */
function metadataOf(path: string, key: string): string {
  const bytes = readFileSync(path)
  const length = Number(bytes.readBigUInt64LE(0))
  return JSON.parse(bytes.toString('utf8', 8, 8 + length)).__metadata__[key]
}

/** What a step prints or has written; results in the folder get the seconds of the stored ones. */
async function outputOf(step: Step, folder: string, language: string): Promise<string> {
  if (step.file !== undefined) {
    const path = join(folder, step.file)
    return step.metadata === undefined
      ? readFileSync(path, 'utf8')
      : metadataOf(path, step.metadata)
  }
  const { code, stdout, stderr } = await run(folder, [
    ...step.args,
    ...(step.screenReader ? ['--lang', language] : []),
  ])
  expect(
    { code, stderr: code === 0 || code === step.code ? '' : stderr },
    step.args.join(' '),
  ).toEqual({
    code: step.code ?? 0,
    stderr: '',
  })
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.jsonl') || name === 'data.jsonl') continue
    const path = join(folder, name)
    writeFileSync(path, normalLines(readFileSync(path, 'utf8')))
  }
  return stdout
}

const made = { examples: new Set<string>(), screens: new Set<string>() }

/** Holds a document, or lines of them, to the example and to its schema. */
function holdDocuments({ as = '', kind, schema = '' }: Step, output: string, folder: string): void {
  const lines = kind === 'lines'
  const found = (lines ? output.trimEnd().split('\n') : [output])
    .map((one) => normal(JSON.parse(one), folder) as { readonly index?: number })
    // Results are written as they come, which is in any order; each says its place.
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
  for (const document of found) {
    expect(problems(schema, document), `${as} follows ${schema}.schema.json`).toEqual([])
    expect(
      undescribed(schema, document),
      `${schema}.schema.json names every field of ${as}`,
    ).toEqual([])
  }
  const name = `${as}.${lines ? 'jsonl' : 'json'}`
  const text = lines
    ? found.map((one) => `${JSON.stringify(one)}\n`).join('')
    : `${pretty(found[0])}\n`
  const before = stored(`${EXAMPLES}/${name}`, text)
  const expected = (lines ? before.trimEnd().split('\n') : [before]).map((one) => JSON.parse(one))
  expect(differences(found, expected), name).toEqual([])
  made.examples.add(name)
}

function holdText(name: string, output: string, folder: string): void {
  const text = normalText(output, folder, version)
  expect(text).toBe(stored(`${SCREENS}/${name}`, text))
  made.screens.add(name)
}

describe('what is printed and written is what is stored', () => {
  it.each(SCENES)(
    '$name',
    async ({ name, steps }) => {
      const folder = furnished(name)
      for (const step of steps) {
        for (const language of step.screenReader ? LANGUAGES : ['en']) {
          const output = await outputOf(step, folder, language)
          if (step.as === undefined) continue
          const ending = step.screenReader
            ? `.${language}.txt`
            : step.as.includes('.')
              ? ''
              : '.txt'
          if (step.kind === 'text') holdText(`${step.as}${ending}`, output, folder)
          else holdDocuments(step, output, folder)
        }
      }
    },
    TIMEOUT,
  )

  it(
    'what is refused, with its exit code',
    async () => {
      const folder = furnished('refused')
      const told: string[] = []
      for (const [line, code] of REFUSED) {
        const outcome = await run(folder, words(line))
        expect(outcome.code, line).toBe(code)
        const [first] = outcome.stderr.split('\n')
        told.push(`$ gatelab ${line}\n${code}: ${first}\n`)
      }
      holdText('refused.en.txt', told.join(''), folder)
    },
    TIMEOUT,
  )

  it(
    'what is refused, in Chinese',
    async () => {
      const folder = furnished('refused in Chinese')
      // In one program, since a start takes more than all of its input errors.
      writeFileSync(join(folder, 'lines'), REFUSED.map(([line]) => `${line}\n`).join(''))
      const { code, stderr } = await run(folder, 'repl lines --keep-going --lang zh-CN'.split(' '))
      expect(code).toBe(2)
      holdText('refused.zh-CN.txt', stderr, folder)
    },
    TIMEOUT,
  )

  it('and nothing is stored beside', () => {
    expect(readdirSync(EXAMPLES).toSorted()).toEqual([...made.examples].toSorted())
    expect(readdirSync(SCREENS).toSorted()).toEqual([...made.screens].toSorted())
  })

  it('of every command that help lists', () => {
    const help = readFileSync(`${SCREENS}/help.en.txt`, 'utf8')
    const listed = [...help.matchAll(/^ {2}gatelab ([a-z]+) {2,}/gm)].map(([, command]) => command)
    expect(listed).toEqual([...COMMANDS, ...LAB_COMMANDS])
  })
})

describe('the schemas', () => {
  const examples = SCENES.flatMap(({ steps }) => steps).filter(({ schema }) => schema !== undefined)
  const example = (schema: string) => {
    const { as, kind } = examples.find((step) => step.schema === schema) ?? {}
    const text = readFileSync(`${EXAMPLES}/${as}.${kind === 'lines' ? 'jsonl' : 'json'}`, 'utf8')
    return JSON.parse(kind === 'lines' ? text.split('\n')[0] : text)
  }

  it('are up to date with what they follow from', () => {
    execFileSync(process.execPath, [repository('docs/make-schemas.js'), '--check'], {
      stdio: 'pipe',
    })
  })

  it.each(NAMES.filter((name) => name !== 'lesson-script'))(
    '%s has an example, and takes no less',
    (name) => {
      const whole = example(name)
      expect(problems(name, whole)).toEqual([])
      const { required = [] } = schemaOf(name) as { required?: string[] }
      for (const field of required) {
        const { [field]: _, ...less } = whole
        expect(problems(name, less), field).not.toEqual([])
      }
      if (Array.isArray(whole)) return
      // Fields may be added: who validates by a schema of today takes documents of tomorrow.
      const strict = schemaOf(name).additionalProperties === false
      expect(problems(name, { ...whole, added: true }).length > 0).toBe(strict)
    },
  )
})
