/** The dial on a real pseudo-terminal: turned, kept, undone, taken back. */
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { closePrograms, openProgram, type Program } from '../support/pty.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const [ENTER, CTRL_D, ESCAPE, UP, PAGE_DOWN] = ['\r', '\u0004', '\u001b', '\u001b[A', '\u001b[6~']
const folder = sharedFolder()
afterEach(closePrograms)

let asked = 0

/** Runs a line, and gives back the digest that the workbench has then. */
async function digestAfter(program: Program, line: string): Promise<string> {
  const mark = `# ${++asked}`
  program.press(`${line}${ENTER}${mark}${ENTER}show${ENTER}`)
  const shown = (screen: string) =>
    /Digest: ([0-9a-f]{12})/.exec(screen.split(`\n> ${mark}\n`)[1] ?? '')?.[1]
  const screen = await program.waitFor((now) => shown(now) !== undefined, 20_000)
  return shown(screen) ?? ''
}

it('turns by keys; Enter keeps it until undo, Esc leaves no trace', async () => {
  const env = { XDG_STATE_HOME: join(folder, 'state') }
  const program = openProgram(['repl', '--no-history'], { env })
  await program.waitFor('gatelab>')
  const start = await digestAfter(program, 'task adding --length 20 --hidden 8 --batch 8')

  program.press(`dial f 0.5${ENTER}`)
  await program.waitFor('→ clamp f 0.5')
  program.press(UP + UP + UP + PAGE_DOWN)
  await program.waitFor('→ clamp f 0.43')
  // The numbers have come for where it stands.
  await program.waitFor((screen) => /as it is +f = 0\.43/.test(screen))
  program.press(ENTER)
  await program.waitFor('forget gate f clamped to 0.43')
  const kept = await digestAfter(program, 'history')
  expect(kept).not.toBe(start)
  expect(await digestAfter(program, 'undo')).toBe(start)

  program.press(`dial f 0.5${ENTER}`)
  await program.waitFor('→ clamp f 0.5')
  program.press(UP)
  await program.waitFor('→ clamp f 0.51')
  program.press(ESCAPE)
  await program.waitFor('Taken back: the workbench is as it was.')
  expect(await digestAfter(program, 'show')).toBe(start)
  program.press(CTRL_D)
  expect(await program.exited).toBe(0)
})
