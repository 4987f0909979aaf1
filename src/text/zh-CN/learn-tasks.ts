import type { tasks as english } from '../en/learn-tasks.ts'

/** 课程中的任务、成绩与测量结果的文字。 */
export const tasks: typeof english = {
  task: {
    todo: '你的任务，在实验室里完成。只看你得到的结果；命令不必与提示相同。',
    done: '完成：这正是所要求的。按 Esc 回到课程。',
    isDone: '已完成。',
    notQuite: '还不是要求的结果。',
    again: '任务是：',
    checkedBy: (commands) => `任务按这些命令的结果检查：${commands}。`,
    notYet: '还没有完成。按 Enter 打开实验室，按 s 跳过任务。',
  },

  score: {
    goal: {
      steps: '用最少的训练步数解决任务',
      lag: '最长的滞后',
      'forget-bias': '能做到的最小的遗忘门偏置',
    },
    toBeat: (goal) => `可争的最好成绩：${goal}。`,
    known: (value) => `已知最好的答案是 ${value}，就在这里测得。`,
    yours: (value) => `你的最好成绩：${value}。`,
    none: '你还没有成绩。',
    ahead: '你超过了已知最好的答案。',
    came: (of, value, best) => {
      const what = { steps: '训练步数', lag: '滞后', 'forget-bias': '遗忘门偏置' }[of]
      return `${what} ${value}${best === null ? '，是你目前最好的成绩。' : `；你的最好成绩是 ${best}。`}`
    },
    listed: (of, value) =>
      ({
        steps: `最好成绩：${value} 步`,
        lag: `最好成绩：滞后 ${value}`,
        'forget-bias': `最好成绩：遗忘门偏置 ${value}`,
      })[of],
  },

  check: {
    measured: (thing, measured, wanted) => `${thing}：实测 ${measured}，要求 ${wanted}`,
    entries: (one, other, differing, apart) =>
      apart
        ? `${one} 与 ${other}：有 ${differing} 个值不同，应当有不同`
        : `${one} 与 ${other}：实测有 ${differing} 个值不同，要求 0 个`,
    holds: (thing, ok) => `${thing}：实测${ok ? '成立' : '不成立'}，要求成立`,
    another: (ok) => `任务要求的另一部分：${ok ? '已做到' : '还没有做到'}`,
    which: (thing, command, n) => `${thing}（第 ${n} 个 ${command}）`,
    missing: (thing) => `${thing}：这个结果里没有，而任务需要它`,
    several: '多个值',
    taskName: '任务',
    length: '长度',
    lag: '滞后',
    gate: '起保留作用的门',
    share: (cell) => `${cell} 的提示步所占份额是随机情形的几倍`,
    solved: (cell) => `${cell} 解决任务的次数`,
    p: '解决次数之差的 p 值',
    status: (cell) => `${cell} 与它的任务`,
    statuses: { solved: '解决', unsolved: '未解决', untrained: '未训练', diverged: '发散' },
    updates: (cell) => `${cell} 的更新步数`,
    halfLife: {
      median: (when) => `${when}半衰期的中位数`,
      longest: (when) => `${when}最长的半衰期`,
      longEnough: (when) => `${when}记得够久的单元数`,
      before: '训练之前',
      after: '现在',
    },
    norm: (of, t, whose) => `t = ${t} 处的 log10 ‖∂L/∂${of}‖${whose === '' ? '' : `（${whose}）`}`,
    unit: (of, t, unit, whose) =>
      `t = ${t} 处单元 ${unit} 的 ${of}${whose === '' ? '' : `（${whose}）`}`,
    at: (of, t, whose) => `t = ${t} 处的 ${of}${whose === '' ? '' : `（${whose}）`}`,
    all: (of, whose) => `${of}${whose === '' ? '' : `（${whose}）`}`,
    differ: (a, b) => `${a} 与 ${b} 不同的值`,
    functions: {
      size: (of) => `${of} 的个数`,
      most: (of) => `${of} 的最大值`,
      least: (of) => `${of} 的最小值`,
      abs: (of) => `|${of}|`,
      sum: (of) => `${of} 的和`,
      mean: (of) => `${of} 的平均值`,
    },
  },
}
