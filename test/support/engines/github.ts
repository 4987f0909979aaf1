/**
 * GitHub Actions, as much as a workflow of ours asks for: its own words on the file, and its jobs,
 * run here.
 */
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { ActionMetadata } from '@actions/languageservice/action'
import { rolldown } from 'rolldown'
import { outcomeOf } from '../program.ts'

/** What the actions take, from action.yml of the versions named. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'checkout@v7': ['repository', 'ref', 'path'],
  'setup-node@v7': ['node-version', 'cache'],
  'upload-artifact@v7': ['name', 'path', 'if-no-files-found', 'retention-days', 'overwrite'],
  'download-artifact@v8': [
    'name',
    'pattern',
    'path',
    'merge-multiple',
    'github-token',
    'run-id',
    'repository',
  ],
}

async function metadata({
  name,
  ref,
}: {
  name: string
  ref: string
}): Promise<ActionMetadata | undefined> {
  const inputs = ACTIONS[`${name}@${ref}`]
  return (
    inputs && {
      name,
      description: '',
      inputs: Object.fromEntries(inputs.map((one) => [one, { description: '' }])),
    }
  )
}

/**
 * What GitHub's language service finds wrong with workflows; it is bundled first, since Node takes
 * no JSON as it imports it.
 */
export async function checker(folder: string): Promise<(text: string) => Promise<string[]>> {
  const path = join(folder, 'language-service.mjs')
  const bundle = await rolldown({
    input: '@actions/languageservice/validate',
    platform: 'node',
    logLevel: 'silent',
  })
  await bundle.write({ file: path, codeSplitting: false })
  const { validate } = (await import(
    pathToFileURL(path).href
  )) as typeof import('@actions/languageservice/validate')
  let count = 0
  return async (text) => {
    // It remembers what it has read by name.
    const file = {
      uri: `file:///.github/workflows/${count++}.yml`,
      getText: () => text,
    } as Parameters<typeof validate>[0]
    const found = await validate(file, {
      actionsMetadataProvider: { fetchActionMetadata: metadata },
    })
    return found.map(({ range, message }) => `line ${range.start.line + 1}: ${message}`)
  }
}

interface Step {
  readonly if?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly 'continue-on-error'?: boolean
}

export interface Workflow {
  readonly env: Record<string, string>
  readonly jobs: Record<
    'shard' | 'merge',
    { readonly if?: string; readonly steps: readonly Step[] }
  >
}

export interface Machine {
  /** Made for this job; and where artifacts are kept. */
  readonly folder: string
  readonly artifacts: string
  readonly env: Readonly<Record<string, string>>
  /** The contexts of expressions: github, matrix, strategy. */
  readonly contexts: Readonly<Record<string, object>>
}

type State = 'success' | 'failure'

/** The value of an expression, in braces or not. */
function evaluated(text: string, contexts: Machine['contexts'], state: State) {
  const yes = (name: string, value: boolean) =>
    [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }] as const
  const functions = new Map([
    yes('always', true),
    yes('cancelled', false),
    yes('success', state === 'success'),
    yes('failure', state === 'failure'),
  ])
  const { tokens } = new Lexer(text.replace(/^\$\{\{|\}\}$/g, '')).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), [...functions.values()]).parse()
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
  return new Evaluator(parsed, context, functions).evaluate()
}

const expanded = (text: unknown, contexts: Machine['contexts']): string =>
  String(text).replace(/\$\{\{.*?\}\}/g, (one) =>
    evaluated(one, contexts, 'success').coerceString(),
  )

const isTrue = (condition: string, contexts: Machine['contexts'], state: State) =>
  evaluated(condition, contexts, state).coerceString() === 'true'

/** Runs a job's steps, and says whether all went well and what was said. */
export async function runJob(workflow: Workflow, name: 'shard' | 'merge', machine: Machine) {
  const { contexts } = machine
  let state: State = 'success'
  let said = ''
  await mkdir(machine.folder)
  for (const step of workflow.jobs[name].steps) {
    if (!isTrue(step.if ?? 'success()', contexts, state)) continue
    const [ok, words] = step.run
      ? await shell(expanded(step.run, contexts), workflow, machine)
      : await act(step, machine)
    said += words
    if (!ok && !step['continue-on-error']) state = 'failure'
  }
  return { state, said }
}

async function shell(
  script: string,
  { env }: Workflow,
  machine: Machine,
): Promise<[boolean, string]> {
  const all = { ...env, ...machine.env, GITHUB_STEP_SUMMARY: join(machine.folder, 'summary.md') }
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script]
  const { code, stdout, stderr } = await outcomeOf('bash', args, all, { cwd: machine.folder })
  return [code === 0, stdout + stderr]
}

/** Artifacts go up and come down; the other actions prepare what is here already. */
async function act(
  { uses = '', with: given = {} }: Step,
  { folder, artifacts, contexts }: Machine,
): Promise<[boolean, string]> {
  const { name, pattern, path, ...rest } = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, expanded(value, contexts)]),
  )
  if (uses.startsWith('actions/upload-artifact@')) {
    if ((await readdir(artifacts)).includes(name) && rest.overwrite !== 'true')
      return [false, `${name} is there\n`]
    const glob = /^(.*)\*$/.exec(path)
    const files = glob ? (await readdir(folder)).filter((file) => file.startsWith(glob[1])) : []
    for (const file of files) await cp(join(folder, file), join(artifacts, name, file))
    if (!glob) await cp(join(folder, path), join(artifacts, name), { recursive: true })
  }
  if (uses.startsWith('actions/download-artifact@')) {
    const start = pattern?.replace(/\*$/, '')
    const found = (await readdir(artifacts)).filter((one) =>
      pattern ? one.startsWith(start) : one === name,
    )
    if (found.length === 0) return [pattern !== undefined, `no artifact ${name}\n`]
    for (const one of found) {
      const apart = pattern && rest['merge-multiple'] !== 'true' && found.length > 1
      await cp(join(artifacts, one), join(folder, path, apart ? one : ''), { recursive: true })
    }
  }
  return [true, '']
}

export const summaryOf = ({ folder }: Machine): Promise<string> =>
  readFile(join(folder, 'summary.md'), 'utf8')
