/**
 * The screens of the program and the ways between them: home, the lessons, a lesson, the review,
 * the lab, the comparison.
 */
import type { Language } from '../../lessons/load/lesson.ts'
import { type LessonEntry, nextUp, standingOf } from '../../lessons/progress/overview.ts'
import { anew } from '../../lessons/progress/progress.ts'
import { recallFor } from '../../lessons/progress/recall.ts'
import { dueAt, entryOf } from '../../lessons/progress/review.ts'
import { exampleLines } from '../../view/printed/example-text.ts'
import { wrap } from '../../view/shared/width.ts'
import type { ReportEvent } from '../compare/compare.tsx'
import { type LabOptions, showLab } from '../lab/lab.tsx'
import { showLesson } from '../learn/lesson.ts'
import { showRecall } from '../learn/recall.ts'
import { showReview } from '../learn/review.ts'
import type { Text } from '../learn/text-types.ts'
import { lessonRow } from './lesson-row.ts'
import type { Destination, Route, RouterOptions } from './routes.ts'
import { showMenu } from './start-menu.ts'
import type { Item } from './start-menu-state.ts'
import { showText } from './text-reader.ts'

export class Router {
  screen: LabOptions['screen']
  private language: Language
  /** Where the cursor of each menu was. */
  private readonly cursors = { home: 0, lessons: -1, tasks: 0 }
  /** What the last comparison came to. */
  result: ReportEvent | null = null

  constructor(private readonly options: RouterOptions) {
    this.language = options.language
  }

  private get text(): Text {
    return this.options.textOf(this.language)
  }

  private setLanguage(language: Language): void {
    this.language = language
    this.options.progressStore.update((progress, now) => ({
      ...progress,
      language: { name: language, at: now.toISOString() },
    }))
    this.options.onLanguage(language)
  }

  async enter(place: Route): Promise<Destination> {
    switch (place.room) {
      case 'home':
        return this.home()
      case 'lessons':
        return this.lessons()
      case 'lesson':
        return this.lesson(place.entry)
      case 'review':
        await showReview({ ...this.options, ...this.terminal })
        return 'back'
      case 'lab':
        await showLab(this.options.lab(), { ...this.options, ...this.terminal, within: true })
        return 'back'
      case 'tasks':
        return this.tasks()
      case 'compare': {
        const result = await this.options.compare(place.task, this.language, this.screen)
        if (!result) return 'back'
        this.result = result
        return { room: 'result' }
      }
      case 'result':
        return this.showResult()
    }
  }

  private get terminal() {
    const { text, language, screen } = this
    return { text, language, screen, onLanguage: (one: Language) => this.setLanguage(one) }
  }

  private async home(): Promise<Destination> {
    const { learn } = this.text
    const { course, lessons, progressStore, now, notices } = this.options
    const { progress } = progressStore
    const due = dueAt(progress, now()).filter((question) => entryOf(question, lessons) !== null)
    const next = nextUp(course, progress)
    const done = course.filter((entry) => standingOf(entry, progress).finished !== null).length
    const rows: (Item & { readonly door: Destination | 'language' })[] = [
      ...(next
        ? [{ label: this.goingOn(next), door: { room: 'lesson', entry: next } as const }]
        : []),
      {
        label: learn.menu.lessons,
        note: learn.menu.lessonsDone(done, course.length),
        door: { room: 'lessons' },
      },
      {
        label: learn.menu.review,
        note: learn.menu.reviewDue(due.length),
        door: { room: 'review' },
      },
      { label: learn.menu.compare, door: { room: 'tasks' } },
      ...(this.result
        ? [
            {
              label: learn.menu.result(this.result.report.task.name),
              door: { room: 'result' } as const,
            },
          ]
        : []),
      { label: learn.menu.lab, door: { room: 'lab' } },
      { label: learn.menu.language, door: 'language' },
      { label: learn.menu.quit, door: 'out' },
    ]
    const state = {
      title: learn.title,
      items: rows,
      cursor: this.cursors.home,
      notices: notices(this.text),
      keys: learn.menu.hint,
    }
    const { effect, cursor } = await showMenu(state, { ...this.options, ...this.terminal })
    this.cursors.home = cursor
    if (effect === 'open' && rows[cursor].door !== 'language')
      return rows[cursor].door as Destination
    return this.otherwise(effect === 'open' ? 'language' : effect, 'out')
  }

  private goingOn(entry: LessonEntry): string {
    const { learn } = this.text
    const { step, of } = standingOf(entry, this.options.progressStore.progress)
    const { title } = entry.lesson.prose[this.language]
    return step === null ? learn.menu.begin(title) : learn.menu.goOn(title, step, of)
  }

  private async lessons(): Promise<Destination> {
    const { learn } = this.text
    const { course, progressStore, notices } = this.options
    const next = nextUp(course, progressStore.progress)
    if (this.cursors.lessons < 0)
      this.cursors.lessons = Math.max(0, next ? course.indexOf(next) : 0)
    const { text, language } = this
    const about = { course, text, language, progress: this.options.progressStore.progress }
    const items = course.map((entry) => lessonRow(entry, about))
    const state = {
      title: learn.list.title,
      items,
      cursor: this.cursors.lessons,
      notices: notices(this.text),
      keys: learn.menu.hintWithin,
    }
    const { effect, cursor } = await showMenu(state, { ...this.options, ...this.terminal })
    this.cursors.lessons = cursor
    return effect === 'open'
      ? { room: 'lesson', entry: course[cursor] }
      : this.otherwise(effect, 'back')
  }

  /** The tasks, to choose one that both cells are compared on. */
  private async tasks(): Promise<Destination> {
    const { learn } = this.text
    const tasks = this.options.tasks(this.text)
    const { view } = this.text
    const items = tasks.map(
      ({ name, title, what, example }): Item => ({
        label: name,
        note: title,
        about: what,
        picture: (columns, colors) => exampleLines(example, view, columns, colors),
      }),
    )
    const keys = learn.menu.hintWithin
    const state = {
      title: learn.menu.chooseTask,
      items,
      cursor: this.cursors.tasks,
      notices: [],
      keys,
    }
    const { effect, cursor } = await showMenu(state, { ...this.options, ...this.terminal })
    this.cursors.tasks = cursor
    return effect === 'open'
      ? { room: 'compare', task: tasks[cursor].name }
      : this.otherwise(effect, 'back')
  }

  /** The last comparison as text, with the line that makes it again. */
  private async showResult(): Promise<Destination> {
    const { result, text, options } = this
    if (!result) return 'back'
    const { menu } = text.learn
    const { columns = 80 } = options.streams.stdout
    const page = (await options.page(result, text, columns)) ?? ''
    const { name } = result.report.task
    const lines = [
      ...wrap(menu.resultKept(result.report.command), columns),
      '',
      ...page.trimEnd().split('\n'),
    ]
    const start = { title: menu.result(name), lines, keys: menu.resultKeys, more: menu.moreLines }
    const end = await showText(start, () => options.saveReport(result, text), {
      ...options,
      ...this.terminal,
    })
    return end === 'interrupt' ? this.otherwise('interrupt', 'back') : 'back'
  }

  private otherwise(
    effect: 'open' | 'language' | 'leave' | 'interrupt',
    leave: Destination,
  ): Destination {
    if (effect === 'language') {
      this.setLanguage(this.language === 'en' ? 'zh-CN' : 'en')
      return 'again'
    }
    if (effect === 'interrupt') this.options.interrupted?.('SIGINT')
    return effect === 'interrupt' ? 'out' : leave
  }

  private async lesson(entry: LessonEntry): Promise<Destination> {
    const { course, progressStore, seed } = this.options
    const after = course[course.findIndex(({ key }) => key === entry.key) + 1] ?? null
    const next =
      after && entry.key !== after.key && course.some(({ key }) => key === entry.key) ? after : null
    const options = {
      ...this.options,
      ...this.terminal,
      lesson: entry.lesson,
      key: entry.key,
      seed: progressStore.progress.lessons[entry.key]?.seed ?? seed,
      next: next && ((_: Text, language: Language) => next.lesson.prose[language].title),
    }
    const question = recallFor(course, entry.key, progressStore.progress)
    if (question && !(await showRecall({ ...options, question }))) return 'back'
    // What was asked first may have been answered in another language.
    const end = await showLesson({ ...options, ...this.terminal })
    if (end === 'anew') {
      progressStore.update((progress, now) => anew(progress, entry.key, now))
      return 'again'
    }
    return end === 'next-lesson' && next ? { room: 'lesson', entry: next } : 'back'
  }
}
