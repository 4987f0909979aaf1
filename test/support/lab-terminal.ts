/** The REPL on a pseudo-terminal: started, typed into, left. */
import { expect } from 'vitest'
import { openProgram, type Program, type ProgramOptions } from './pty.ts'

export const PROMPT = 'gatelab> '
export const [ENTER, CTRL_C, CTRL_D, BACKSPACE, UP, LEFT, RIGHT] = [
  '\r',
  '\u0003',
  '\u0004',
  '\u007f',
  '\u001b[A',
  '\u001b[D',
  '\u001b[C',
]
export const RUNNING = /Ctrl-C stops it|Ctrl-C 停止/
/** The prompt with nothing typed, and nothing that runs. */
export const idle = (screen: string) =>
  !RUNNING.test(screen) && screen.split('\n').some((line) => line.trimEnd() === 'gatelab>')

/** Up, with the prompt there; its state is kept in that folder. */
export async function startLab(
  state: string,
  more: readonly string[] = ['--no-history'],
  options: ProgramOptions = {},
): Promise<Program> {
  const env = { XDG_STATE_HOME: state, ...options.env }
  const program = openProgram(['repl', ...more], { ...options, env })
  await program.waitFor(idle)
  return program
}

const promptOf = (program: Program) => program.lines().find((line) => line.startsWith(PROMPT))
export const shows = (program: Program, text: string) =>
  program.waitFor(() => promptOf(program)?.trimEnd() === PROMPT + text)

/** Types a line, and gives back the screen when it is through. */
export async function enter(program: Program, line: string): Promise<string> {
  program.press(line)
  await shows(program, line)
  program.press(ENTER)
  return program.waitFor(
    (screen) => idle(screen) && screen.split('\n').includes(`> ${line}`),
    30_000,
  )
}

export async function leave(program: Program): Promise<void> {
  program.press(CTRL_D)
  expect(await program.exited).toBe(0)
  expect(program.onAlternateScreen()).toBe(false)
}

/** Lines of `history` with their digests. */
export const changes = (text: string) =>
  text.split('\n').filter((line) => /^\W*\d+ .* [0-9a-f]{12}\b/.test(line))
