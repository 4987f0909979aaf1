/** 关于一个班级所说的话。 */
import type { Text } from '../index.ts'

export const classes: Text['classes'] = {
  title: '全班的学习情况',
  lead: (learners, first, last) =>
    `共 ${learners} 份报告，写于 ${first === last ? first : `${first} 至 ${last}`}。`,
  refused: (files, names) => `未能读取、也未计入的有 ${files} 个文件（${names}）。`,
  sections: {
    needs: '需要关心的人',
    misconceptions: '仍有人持有的误解',
    left: '停在哪里',
    lessons: '课程',
    questions: '回答情况',
    learners: '学习者',
  },
  needs: {
    'not-begun': () => '一课都没有开始',
    stopped: (days) => `写报告前 ${days} 天没有任何进展`,
    'sure-and-wrong': (questions) => `${questions} 道题有把握却答错，之后也没有改正`,
    skips: (steps) => `跳过了 ${steps} 步`,
    hints: (hints) => `用了 ${hints} 次提示`,
  },
  noNeeds: '按这些规则，没有人。',
  rules:
    '列出的是：一课都没有开始的；一课学到一半、写报告前一周没有进展的；有三道以上的题有把握却答错、之后复习时也没有改正的；跳过三步以上且占三分之一的；用了四次以上提示且每课两次的。',
  misconceptionsAre: '被选过的错误答案；有把握（“比较有把握”或“确定”）时选得最多的排在最前。',
  noMisconceptions: '没有人选过错误答案。',
  nobodyStopped: '没有人停在一课中间。',
  noQuestions: '还没有人回答过问题。',
  step: (step, number, of) =>
    number === null || of === null ? step : `第 ${number} 步，共 ${of} 步（${step}）`,
  asks: { choice: '预测', number: '一个数', curve: '一条曲线', reason: '理由' },
  misconception: ({ count, of, confident }, answer, lesson) =>
    `${of} 人中 ${count} 人（${confident} 人有把握）：“${answer}”（${lesson}）`,
  lesson: ({ begun, finished, answered, right, confidentlyWrong }) =>
    begun === 0
      ? '还没有人开始'
      : `${begun} 人开始，${finished} 人完成；${answered} 次回答：${right} 次对，${confidentlyWrong} 次有把握却错`,
  answers: ({ answered, right, confidentlyWrong }, numbers) =>
    `${answered} 次回答：${right} 次对，${confidentlyWrong} 次有把握却错。${numbers === '' ? '' : `所说的数：${numbers}。`}`,
  choice: ({ count, confident, right }, answer) =>
    `${right > 0 ? '✓ ' : ''}${count} 人（${confident} 人有把握）：${answer}`,
  columns: {
    name: '姓名',
    lesson: '课程',
    where: '停在',
    who: '谁',
    begun: '开始',
    finished: '完成',
    answered: '回答',
    right: '答对',
    wrong: '有把握却错',
    steps: '步',
    skipped: '跳过',
    hints: '提示',
    last: '最近活动',
  },
  none: '–',
  list: '、',
  madeBy: (version) => `由 gatelab ${version} 生成：gatelab class。`,
}
