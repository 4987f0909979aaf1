/** The built program, run as a user runs it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

if (!inject('built')) throw new Error('tests of the program stand where vitest.config.ts says')

export const LAUNCHER = fileURLToPath(new URL('../../bin/gatelab.js', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  /** What is piped in; nothing where it is absent. */
  readonly input?: string | Uint8Array
  readonly cwd?: string
}

/** The environment, with no language but what is given. */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { LC_ALL, LC_MESSAGES, LANG, ...rest } = process.env
  return { ...rest, ...more }
}

/** Runs gatelab without a terminal, in English unless the environment says otherwise. */
export function gatelab(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  around: Surroundings = {},
): Promise<Outcome> {
  return outcomeOf(process.execPath, [LAUNCHER, ...args], env, around)
}

/** Runs any program to its end. */
export function outcomeOf(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { input, cwd }: Surroundings = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: environment(env), cwd, stdio: 'pipe' })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    // A program that ends before it has read everything is no trouble of the writer's.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
