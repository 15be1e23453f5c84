import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestHouse, type TestHouse } from '../../support/house'
import { tryBook, type BookCell, type BookSheet } from './bureauBooks'
import { caseHouse, notesOf, problemsOf, valuesOf } from './cases'
import type { ImportTrial } from '@main/office/outputs/importService'

// Books as other bureaus keep them, each kind of habit once: the right value, a hint that names what was made of it, or
// a problem that says what to do.
let house: TestHouse
beforeAll(async () => {
  house = await caseHouse()
})
afterAll(() => closeTestHouse(house))

const leftOut = ({ report }: ImportTrial) => report.leftOut.map(({ row, what }) => [row, what])

const stock = ['品名', '规格', '单位', '数量', '单价', '金额']
const pen = ['签字笔', '0.5mm', '支', 10, 2.5, 25]
const glue = ['固体胶', '21g', '个', 20, 3, 60]
const bothItems = [
  ['签字笔', 10_000, 2_500],
  ['固体胶', 20_000, 6_000]
]
const items = (trial: ImportTrial) => valuesOf(trial, 'name', 'quantity', 'amount')

describe('rows that are no lines', () => {
  it.each<[string, BookSheet, number]>([
    ['signatures in cells of their own', [['填表人：张三', null, '审核：李四', null, '2026年9月30日']], 4],
    ['signatures without a colon', [['填表人', '张三', null, '审核人', '李四']], 4],
    ['places to sign at', [['制表', null, '复核', null, '主管']], 4],
    ['a date alone', [[null, null, null, null, null, '2026年9月30日']], 4],
    ['a stamp', [['某某局（盖章）']], 4],
    ['pages', [[null, null, null, null, null, '第 1 页，共 1 页']], 4],
    ['the sum in words', [['人民币（大写）：捌拾伍元整']], 4],
    ['a count of the lines', [['共2项']], 4]
  ])('below a table: %s', async (_, below, row) => {
    const trial = await tryBook(house, 'supplies', [stock, pen, glue, ...below])
    expect([items(trial), problemsOf(trial)]).toEqual([bothItems, ''])
    expect(leftOut(trial)).toEqual([[row, '表尾说明']])
  })

  it.each<[string, readonly BookCell[]]>([
    ['numbers of the columns', ['甲', '乙', '丙', 1, 2, 3]],
    ['numbers with what is worked out', ['①', '②', '③', '④', '⑤', '⑥=④×⑤']],
    ['what the numbers are counted in', [null, null, null, null, '（元）', '（元）']]
  ])('below a header: %s', async (_, under) => {
    const trial = await tryBook(house, 'supplies', [stock, under, pen, glue])
    expect([items(trial), problemsOf(trial), leftOut(trial)]).toEqual([bothItems, '', [[2, '重复的表头']]])
  })

  it('takes the unit of money out of the row below the header', async () => {
    const trial = await tryBook(house, 'supplies', [
      ['品名', '规格', '单位', '数量', '金额'],
      [null, null, null, '（台）', '（万元）'],
      ['电脑', 'X', '台', 20, 10]
    ])
    expect(items(trial)).toEqual([['电脑', 20_000, 10_000_000]])
  })

  it('leaves another small table further down, a title printed again and a line taken back out, and says so', async () => {
    const other = await tryBook(house, 'supplies', [stock, pen, glue, [], ['科室', '领用次数'], ['办公室', 3]])
    expect([items(other), problemsOf(other), leftOut(other)]).toEqual([
      bothItems,
      '',
      [
        [5, '另一张表'],
        [6, '另一张表']
      ]
    ])
    const again = await tryBook(house, 'supplies', [
      stock,
      pen,
      ['库存表（续）', null, null, null, null, '第2页'],
      stock,
      glue
    ])
    expect([items(again), leftOut(again)]).toEqual([
      bothItems,
      [
        [3, '分类标题'],
        [4, '重复的表头']
      ]
    ])
    const voided = await tryBook(house, 'seal-uses', [
      ['日期', '文件名称', '印章', '份数', '用印部门', '经办人'],
      ['2026-03-05', '通知', '局公章', 2, '办公室', '方子墨'],
      ['2026-03-06', '作废']
    ])
    expect([voided.report.accepted, problemsOf(voided), leftOut(voided)]).toEqual([1, '', [[3, '作废']]])
  })

  it('leaves a book of issues beside the stock alone', async () => {
    const issues = [
      ['领用日期', '领用人', '品名', '规格', '单位', '数量'],
      ['2026-1-3', '方子墨', '毛巾', '大', '条', 2]
    ]
    const trial = await tryBook(house, 'supplies', { 库存: [stock, pen, glue], 领用: issues })
    expect(items(trial)).toEqual(bothItems)
    expect(notesOf(trial)).toContain('工作表“领用”记的不是这种台账')
  })

  it('takes a thing without its numbers for no title', async () =>
    expect(problemsOf(await tryBook(house, 'supplies', [stock, pen, ['毛巾'], glue]))).toBe('缺库存数量'))

  it('keeps a line that lacks its quantity a problem', async () =>
    expect(problemsOf(await tryBook(house, 'supplies', [stock, pen, ['毛巾', '大', '条', null, 4, null], glue]))).toBe(
      '缺库存数量'
    ))
})

describe('what a line leaves to others', () => {
  it('carries day, party and number down where a line leaves them empty, and says so', async () => {
    const trial = await tryBook(house, 'detained-goods', [
      ['入库日期', '当事人', '文书号', '物品名称', '数量', '单位', '送交片区'],
      ['2026-02-01', '赵大', '洞城扣字〔2026〕1号', '三轮车', 1, '辆', '一中队'],
      [null, null, null, '秤', 2, '台', null]
    ])
    expect(valuesOf(trial, 'intakeOn', 'documentNumber', 'name', 'squad')).toEqual([
      ['2026-02-01', '洞城扣字〔2026〕1号', '三轮车', '一中队'],
      ['2026-02-01', '洞城扣字〔2026〕1号', '秤', '一中队']
    ])
    expect(problemsOf(trial)).toContain('提示：第3行的文书号空着，按上面一行读入')
  })

  it('carries no number down to another party', async () => {
    const trial = await tryBook(house, 'detained-goods', [
      ['入库日期', '当事人', '文书号', '物品名称', '数量', '单位', '送交片区'],
      ['2026-02-01', '赵大', '洞城扣字〔2026〕1号', '三轮车', 1, '辆', '一中队'],
      ['2026-02-02', '钱二', null, '秤', 2, '台', '一中队'],
      ['2026-02-03', '孙三', '无', '伞', 2, '把', '一中队']
    ])
    expect(trial.report.accepted).toBe(1)
    expect(problemsOf(trial)).toBe('缺文书号\n写的是“无”，缺文书号')
  })

  it.each([
    [
      'titles between the lines',
      [['姓名', '职务', '编制'], ['办公室'], ['王伟', '科员', '在编'], ['二、法制股（1人）'], ['李芳', '股长', '在编']]
    ],
    [
      'lines left empty',
      [
        ['姓名', '科室', '编制'],
        ['王伟', '办公室', '在编'],
        ['李芳', null, '在编']
      ]
    ]
  ] as const)('takes the unit of people from %s', async (how, rows) => {
    const trial = await tryBook(house, 'people', rows)
    expect(valuesOf(trial, 'name', 'unitName')).toEqual([
      ['王伟', '办公室'],
      ['李芳', how.startsWith('titles') ? '法制股' : '办公室']
    ])
    expect(trial.clean).toBe(true)
  })

  it('takes the employment out of titles, and what they do not say is missing', async () => {
    const rows: BookSheet = [
      ['姓名', '科室', '职务'],
      ['一、在编人员'],
      ['王伟', '办公室', '科员'],
      ['二、合同制人员'],
      ['李芳', '办公室', '科员']
    ]
    expect(valuesOf(await tryBook(house, 'people', rows), 'kind')).toEqual([['permanent'], ['contract']])
    const late = await tryBook(house, 'people', [rows[0] ?? [], ['赵六', '办公室', '科员'], ...rows.slice(1)])
    expect([late.report.accepted, problemsOf(late)]).toEqual([2, '上面没有写明的标题，请填写'])
  })

  it('takes what stands above a table, or on the sheet’s name, for all of its lines', async () => {
    const above = await tryBook(house, 'supplies', [
      ['品名：签字笔   规格：0.5mm   单位：支'],
      ['日期', '摘要', '收入', '发出', '结存', '单价'],
      ['2026-1-1', '购入', 15, null, 15, 2.5],
      ['2026-2-1', '领用', null, 5, 10, 2.5]
    ])
    expect(valuesOf(above, 'name', 'spec', 'measure', 'quantity', 'amount')).toEqual([
      ['签字笔', '0.5mm', '支', 10_000, 2_500]
    ])
    const sheets = await tryBook(house, 'refuels', {
      吉A12345: [
        ['日期', '升数', '单价', '金额', '里程'],
        ['2026-03-05', '40L', '7.5元/升', 300, '10500公里']
      ]
    })
    expect(problemsOf(sheets)).toBe('没有车牌吉A12345的档案，请先导入车辆台账')
  })

  it.each(['〃', '同上。', '-〃-', '″″', '〃 〃', '（同上）', '↓'])('knows the ditto mark %s', async (mark) => {
    const trial = await tryBook(house, 'supplies', [stock, pen, ['固体胶', mark, mark, 20, 3, 60]])
    expect(valuesOf(trial, 'spec', 'measure')[1]).toEqual(['0.5mm', '支'])
  })

  it('takes no ditto mark for a value where nothing stands above it', async () =>
    expect(problemsOf(await tryBook(house, 'supplies', [stock, ['固体胶', '同上', '个', 20, 3, 60]]))).toBe(
      '写的是“同上”，上面却没有内容，请填写'
    ))
})

describe('days', () => {
  const uses = ['文件名称', '印章', '份数', '用印部门', '经办人']
  const use = ['通知', '局公章', 2, '办公室', '方子墨']

  it.each<[string, BookSheet]>([
    ['in the title', [['2026年用印登记簿'], ['日期', ...uses], ['3月5日', ...use], ['3.6', ...use]]],
    ['spelt out in the title', [['二〇二六年度用印登记'], ['日期', ...uses], ['3-5', ...use], ['3月6日', ...use]]]
  ])('have the year that stands %s, and say so', async (_, rows) => {
    const trial = await tryBook(house, 'seal-uses', rows)
    expect(valuesOf(trial, 'day')).toEqual([['2026-03-05'], ['2026-03-06']])
    expect(problemsOf(trial)).toBe('提示：第3、4行没有写年份，按表上写的2026年读入，请核对')
  })

  it('without any year are a problem that says what to do', async () =>
    expect(
      problemsOf(
        await tryBook(house, 'seal-uses', [
          ['日期', ...uses],
          ['3月5日', ...use]
        ])
      )
    ).toContain('缺年份，表上也没有写明是哪一年，请补上'))

  it.each<[string, BookSheet]>([
    [
      '年 月 日',
      [
        ['年', '月', '日', ...uses],
        [2026, 3, 5, ...use],
        [null, null, 6, ...use],
        [null, 4, 1, ...use]
      ]
    ],
    [
      '月 日 under a year',
      [
        ['2026年', null, '用印'],
        ['月', '日', ...uses],
        [3, 5, ...use],
        ['〃', 6, ...use],
        [4, 1, ...use]
      ]
    ]
  ])('in columns of their own are put together: %s', async (_, rows) => {
    const trial = await tryBook(house, 'seal-uses', rows)
    expect(valuesOf(trial, 'day', 'title')).toEqual([
      ['2026-03-05', '通知'],
      ['2026-03-06', '通知'],
      ['2026-04-01', '通知']
    ])
  })

  it('keep the hour in words', async () => {
    const trial = await tryBook(house, 'confidential', {
      收文登记: [
        ['登记号', '收文日期', '来文机关', '文号', '密级', '份号', '页数', '签收人'],
        ['2026-1', '26.3.5', '市委', '市委发〔2026〕1号', '机密★10年', '001', '12', '谢晓岚']
      ],
      传阅登记: [
        ['登记号', '份号', '阅件人', '送阅时间', '归还时间'],
        ['2026-1', '001', '方子墨', '2026-3-6 上午9点半', '2026/3/6 3:30 PM']
      ]
    })
    expect(valuesOf(trial, 'outAt', 'returnedAt')[1]).toEqual(['2026-03-06T01:30:00.000Z', '2026-03-06T07:30:00.000Z'])
  })

  it('nobody knows are left empty, and named', async () => {
    const trial = await tryBook(house, 'people', [
      ['姓名', '科室', '编制', '入职时间', '电话'],
      ['王伟', '办公室', '在编', '不详', '无']
    ])
    expect(valuesOf(trial, 'joinedOn', 'phone')).toEqual([[null, null]])
    expect(problemsOf(trial)).toBe('提示：“不详”不作为入职时间读入，这一项按没有登记')
  })
})

describe('forms, one a record', () => {
  const form = (title: string, copies: number): BookSheet => [
    ['用印审批单'],
    ['申请部门', '办公室', '申请日期', '2026-03-05'],
    ['文件名称', title],
    ['印章名称', '局公章', '份数', copies],
    ['经办人：方子墨', null, '领导意见', '同意']
  ]

  it('are read label by label, and what has no label here is named', async () => {
    const trial = await tryBook(house, 'seal-uses', [...form('通知', 2), [], ...form('合同', 3)])
    expect(valuesOf(trial, 'day', 'title', 'copies', 'applicantName')).toEqual([
      ['2026-03-05', '通知', 2, '方子墨'],
      ['2026-03-05', '合同', 3, '方子墨']
    ])
    expect(notesOf(trial)).toContain('按一件一张的卡片读入，没有读入：领导意见 同意')
  })

  it('are not made out of records side by side, of which only the first would be read', async () => {
    const trial = await tryBook(house, 'supplies', [
      ['品名', '签字笔', '固体胶'],
      ['单位', '支', '个'],
      ['数量', 10, 20],
      ['单价', 2.5, 3]
    ])
    expect([trial.report.accepted, trial.clean]).toEqual([0, false])
  })
})

describe('balances', () => {
  const running: BookSheet = [
    ['日期', '品名', '单位', '入库', '出库', '结存', '单价'],
    ['1-1', '签字笔', '支', 15, null, 15, 2.5],
    ['1-2', '胶水', '瓶', 8, null, 8, 2],
    ['2-1', '签字笔', '支', null, 5, 10, 2.5],
    ['2-2', '胶水', '瓶', null, 3, 5, 2]
  ]

  it('of a running account count once, the last of each item', async () => {
    const trial = await tryBook(house, 'supplies', running)
    expect(items(trial)).toEqual([
      ['签字笔', 10_000, 2_500],
      ['胶水', 5_000, 1_000]
    ])
    expect(leftOut(trial)).toEqual([
      [2, '较早的结存'],
      [3, '较早的结存']
    ])
    expect(trial.report.sums).toEqual({ quantity: 15, amountCents: 3_500 })
  })

  it('that do not follow from one another are lots of one item', async () => {
    const trial = await tryBook(house, 'supplies', [
      ['品名', '单位', '本月入库', '本月出库', '结存', '单价'],
      ['签字笔', '支', 15, 5, 10, 2.5],
      ['签字笔', '支', 20, 0, 20, 3]
    ])
    expect(trial.report.sums).toEqual({ quantity: 30, amountCents: 8_500 })
  })
})
