/** The rooms of the program and the doors between them: home, the lessons, a lesson, the review, the lab, the comparison. */
import type { Session } from '../../commands/session.ts'
import type { Language } from '../../lessons/load.ts'
import { type Entry, nextUp, standingOf } from '../../lessons/overview.ts'
import { anew } from '../../lessons/progress.ts'
import { dueAt, entryOf } from '../../lessons/review.ts'
import { type LabOptions, showLab } from '../lab/lab.tsx'
import { type LessonOptions, showLesson } from '../learn/lesson.ts'
import type { Keeper } from '../learn/player.ts'
import { showReview } from '../learn/review.ts'
import type { Text } from '../learn/text.ts'
import { showMenu } from '../menu/menu.ts'
import type { Item } from '../menu/state.ts'

export type Place =
  | { readonly room: 'home' | 'lessons' | 'review' | 'lab' | 'compare' }
  | { readonly room: 'lesson'; readonly entry: Entry }

export interface RoomsOptions
  extends Pick<
      LessonOptions,
      'textOf' | 'streams' | 'colors' | 'signal' | 'atExit' | 'jobs' | 'screenReader' | 'history' | 'page'
    >,
    Pick<LessonOptions, 'sentence' | 'fresh' | 'spoken' | 'interrupted'> {
  readonly language: Language
  readonly keeper: Keeper
  readonly course: readonly Entry[]
  /** Those of the course and those from elsewhere that were played: questions may come from all of them. */
  readonly lessons: readonly Entry[]
  /** For lessons that are begun. */
  readonly seed: number
  /** Things to be told of the progress file. */
  readonly notices: (text: Text) => readonly string[]
  /** The lab that stands beside the lessons. */
  readonly lab: () => Session
  /** The comparison on its own screen. */
  readonly compare: (language: Language, screen: LabOptions['screen']) => Promise<void>
  readonly now: () => Date
}

/** Where one goes from a room: to another, back, or out. */
export type Door = Place | 'back' | 'again' | 'out'

export class House {
  screen: LabOptions['screen']
  private language: Language
  /** Where the cursor of each menu was. */
  private readonly cursors = { home: 0, lessons: -1 }

  constructor(private readonly options: RoomsOptions) {
    this.language = options.language
  }

  private get text(): Text {
    return this.options.textOf(this.language)
  }

  private speak(language: Language): void {
    this.language = language
    this.options.keeper.update((progress, now) => ({
      ...progress,
      language: { name: language, at: now.toISOString() },
    }))
    this.options.spoken(language)
  }

  async enter(place: Place): Promise<Door> {
    switch (place.room) {
      case 'home':
        return this.home()
      case 'lessons':
        return this.lessons()
      case 'lesson':
        return this.lesson(place.entry)
      case 'review':
        await showReview({ ...this.options, ...this.stage })
        return 'back'
      case 'lab':
        await showLab(this.options.lab(), { ...this.options, ...this.stage, within: true })
        return 'back'
      case 'compare':
        await this.options.compare(this.language, this.screen)
        return 'back'
    }
  }

  private get stage() {
    const { text, language, screen } = this
    return { text, language, screen, spoken: (one: Language) => this.speak(one) }
  }

  private async home(): Promise<Door> {
    const { learn } = this.text
    const { course, lessons, keeper, now, notices } = this.options
    const { progress } = keeper
    const due = dueAt(progress, now()).filter((question) => entryOf(question, lessons) !== null)
    const next = nextUp(course, progress)
    const done = course.filter((entry) => standingOf(entry, progress).finished !== null).length
    const rows: (Item & { readonly door: Door | 'language' })[] = [
      ...(next ? [{ label: this.goingOn(next), door: { room: 'lesson', entry: next } as const }] : []),
      { label: learn.menu.lessons, note: learn.menu.lessonsDone(done, course.length), door: { room: 'lessons' } },
      { label: learn.menu.review, note: learn.menu.reviewDue(due.length), door: { room: 'review' } },
      { label: learn.menu.compare, door: { room: 'compare' } },
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
    const { effect, cursor } = await showMenu(state, { ...this.options, ...this.stage })
    this.cursors.home = cursor
    if (effect === 'open' && rows[cursor].door !== 'language') return rows[cursor].door as Door
    return this.otherwise(effect === 'open' ? 'language' : effect, 'out')
  }

  private goingOn(entry: Entry): string {
    const { learn } = this.text
    const { step, of } = standingOf(entry, this.options.keeper.progress)
    const { title } = entry.lesson.prose[this.language]
    return step === null ? learn.menu.begin(title) : learn.menu.goOn(title, step, of)
  }

  private async lessons(): Promise<Door> {
    const { learn } = this.text
    const { course, keeper, notices } = this.options
    const next = nextUp(course, keeper.progress)
    if (this.cursors.lessons < 0) this.cursors.lessons = Math.max(0, next ? course.indexOf(next) : 0)
    const items = course.map((entry, n) => this.row(entry, n))
    const state = {
      title: learn.list.title,
      items,
      cursor: this.cursors.lessons,
      notices: notices(this.text),
      keys: learn.menu.hintWithin,
    }
    const { effect, cursor } = await showMenu(state, { ...this.options, ...this.stage })
    this.cursors.lessons = cursor
    return effect === 'open' ? { room: 'lesson', entry: course[cursor] } : this.otherwise(effect, 'back')
  }

  private row(entry: Entry, n: number): Item {
    const { learn } = this.text
    const { lesson } = entry
    const { step, of, finished } = standingOf(entry, this.options.keeper.progress)
    const state = learn.list.standing(step, of, finished !== null)
    const titles = this.options.course.filter(({ key }) => lesson.script.needs.includes(key))
    const needs = titles.map((one) => one.lesson.prose[this.language].title).join(this.language === 'en' ? ', ' : '、')
    const about = [
      learn.list.command(entry.key),
      learn.list.section(lesson.script.section),
      needs === '' ? '' : learn.list.needs(needs),
    ]
    return {
      label: `${String(n + 1).padStart(2)}  ${lesson.prose[this.language].title}`,
      note: [learn.list.row(lesson.script.minutes), state].filter((one) => one !== '').join(' · '),
      about: about.filter((one) => one !== '').join(this.language === 'en' ? ' ' : ''),
    }
  }

  private otherwise(effect: 'open' | 'language' | 'leave' | 'interrupt', leave: Door): Door {
    if (effect === 'language') {
      this.speak(this.language === 'en' ? 'zh-CN' : 'en')
      return 'again'
    }
    if (effect === 'interrupt') this.options.interrupted?.('SIGINT')
    return effect === 'interrupt' ? 'out' : leave
  }

  private async lesson(entry: Entry): Promise<Door> {
    const { course, keeper, seed } = this.options
    const after = course[course.findIndex(({ key }) => key === entry.key) + 1] ?? null
    const next = after && entry.key !== after.key && course.some(({ key }) => key === entry.key) ? after : null
    const end = await showLesson({
      ...this.options,
      ...this.stage,
      lesson: entry.lesson,
      key: entry.key,
      seed: this.options.keeper.progress.lessons[entry.key]?.seed ?? seed,
      next: next && ((_, language) => next.lesson.prose[language].title),
    })
    if (end === 'anew') {
      keeper.update((progress, now) => anew(progress, entry.key, now))
      return 'again'
    }
    return end === 'next-lesson' && next ? { room: 'lesson', entry: next } : 'back'
  }
}
