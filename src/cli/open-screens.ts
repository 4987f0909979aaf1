/** Sets up the screens of single commands: a comparison, a study, the REPL. */
import { compare } from '../commands/compare.ts'
import { holdGiven } from '../commands/given-net.ts'
import { valuesFor } from '../commands/grammar/define-command.ts'
import { repl } from '../commands/repl.ts'
import type { StartedCommand } from '../commands/session/session.ts'
import type { ReportEvent } from '../ui/compare/compare.tsx'
import type { LabOptions } from '../ui/lab/lab.tsx'
import { startLabThreads } from './early-threads.ts'
import * as platform from './platform.ts'
import {
  kept,
  lines,
  loadAllTexts,
  type ScreenContext,
  saved,
  terminalContext,
} from './screen-context.ts'

/** The comparison on a screen; on one that is shared it leaves the screen as it is. */
export async function showComparison(
  running: StartedCommand,
  context: ScreenContext,
  screen?: LabOptions['screen'],
): Promise<ReportEvent | null> {
  const { showCompare } = await import('../ui/compare/compare.tsx')
  return showCompare(running as Parameters<typeof showCompare>[0], {
    ...terminalContext(context),
    screen,
  })
}

/** A sweep or a preset on a screen. */
export async function showStudyOf(running: StartedCommand, context: ScreenContext) {
  const { showStudy } = await import('../ui/study/study.ts')
  const { text, ...rest } = terminalContext(context)
  const heading = valuesFor(compare, running)?.preset ?? null
  return showStudy(running as Parameters<typeof showStudy>[0], { ...rest, text, heading })
}

/** The REPL on a screen; the exit code. */
export async function showRepl(context: ScreenContext): Promise<number> {
  const [{ showLab }, { History }] = await Promise.all([
    import('../ui/lab/lab.tsx'),
    import('../io/line-history.ts'),
    loadAllTexts(),
  ])
  const values = valuesFor(repl, context)
  const { session } = context
  // Bad files are refused before there is a screen.
  const given = values
    ? await holdGiven(
        values,
        {
          workbench: () => session.workbench(),
          scripts: { depth: 0, within: () => session.within(), piped: null },
        },
        context.signals.abort,
      )
    : []
  const isForgotten = values?.['no-history'] === true
  const history = isForgotten ? null : await History.open(platform.historyPath())
  let code = 0
  try {
    startLabThreads()
    await showLab(context.session.within(), {
      ...lines(context),
      history: history && kept(history),
      opening: given.length > 0 ? ['show'] : [],
    })
  } finally {
    code = await saved(history, context.words(context.language))
  }
  return code
}
