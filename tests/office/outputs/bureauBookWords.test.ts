import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestHouse, type TestHouse } from '../../support/house'
import { tryBook, type BookSheet } from './bureauBooks'
import { caseHouse, notesOf, problemsOf, valuesOf } from './cases'

// What books of other bureaus say of people and things, and what is said of the books on the command line.
let house: TestHouse
beforeAll(async () => {
  house = await caseHouse()
})
afterAll(() => closeTestHouse(house))

describe('people and things', () => {
  it('王伟* and 王伟（代） are 王伟; other brackets, two names in a cell and dots of other keyboards are named', async () => {
    const trial = await tryBook(house, 'people', [
      ['姓名', '科室', '编制'],
      ['王伟*', '办公室', '在编'],
      ['李芳（代）', '办公室', '在编'],
      ['赵六（女）', '办公室', '在编'],
      ['钱七、孙八', '办公室', '在编'],
      ['方子墨（女）', '办公室', '在编'],
      ['艾力•买买提', '办公室', '在编'],
      ['艾力·买买提', '办公室', '在编']
    ])
    expect(valuesOf(trial, 'name')).toEqual([['王伟'], ['李芳'], ['赵六（女）'], ['方子墨（女）'], ['艾力•买买提']])
    expect(problemsOf(trial)).toContain('“钱七、孙八”是2个人，请一人写一行')
    expect(problemsOf(trial)).toContain('花名册中已有方子墨（办公室）')
    expect(problemsOf(trial)).toContain('与第7行重复')
  })

  it('names holders who have left, several in one cell, and makes nobody of 公用', async () => {
    const cards = ['资产名称', '数量', '原值', '取得日期', '使用部门', '使用人']
    const card = (user: string) => ['电脑', 1, 5_000, '2020-01-02', '办公室', user]
    const trial = await tryBook(house, 'assets', [cards, card('钱离岗'), card('方子墨、夏知秋'), card('公用')])
    expect(trial.report.unknownPeople).toEqual([])
    expect(problemsOf(trial)).toContain('钱离岗已离岗')
    expect(problemsOf(trial)).toContain('只登记第一人方子墨')
    expect(problemsOf(trial)).toContain('“公用”不作为使用人读入')
  })

  it('says of a line that is over that it comes in all the same', async () => {
    const seals = await tryBook(house, 'seals', [
      ['印章名称', '类别', '保管部门', '状态'],
      ['某局公章', '本局印章', '办公室', '已停用'],
      ['党组印章', '党组印章', '办公室', '在用']
    ])
    expect(seals.report.problems.map(({ row, message }) => [row, message])).toEqual([
      [2, '提示：写着“已停用”，这一行仍照常导入；已经不在的请在表里删去这一行']
    ])
    const car = await tryBook(house, 'vehicles', [
      ['车牌号', '使用单位'],
      ['吉A12345（已报废）', '办公室']
    ])
    expect(problemsOf(car)).toContain('写着“已报废”')
  })

  it('takes the more exact of two headings and says which was not read', async () => {
    const trial = await tryBook(house, 'people', [
      ['姓名', '单位', '科室', '编制', '参加工作时间', '入职时间'],
      ['王伟', '某某局', '办公室', '在编', '2000-01-01', '2003-04-27']
    ])
    expect(valuesOf(trial, 'unitName', 'joinedOn')).toEqual([['办公室', '2003-04-27']])
    expect(notesOf(trial)).toContain('B列“单位”没有读入：科室（中队）读的是C列“科室”')
  })

  it('reads units behind numbers, in the cell or in its format, and no number that was a name', async () => {
    const pens = await tryBook(house, 'supplies', [
      ['品名', '数量'],
      ['签字笔', { number: 10, format: '0"支"' }]
    ])
    expect(valuesOf(pens, 'quantity', 'measure')).toEqual([[10_000, '支']])
    const cars = ['车牌号', '使用单位', '油箱容积', '核定座位', '发动机号']
    const car = await tryBook(house, 'vehicles', [
      cars,
      ['吉A12345', '办公室', '60L', '5座', { number: 100_000, format: '0.00E+00' }]
    ])
    expect(problemsOf(car)).toContain('科学计数')
    const whole = await tryBook(house, 'vehicles', [cars, ['吉A12345', '办公室', '60L', '5座', 'A123']])
    expect(valuesOf(whole, 'tank', 'seats')).toEqual([[60_000, 5]])
    const assets = ['资产名称', '数量', '原值', '取得日期', '使用部门', '使用年限(月)']
    const life = await tryBook(house, 'assets', [assets, ['电脑', 1, 5_000, '2020-01-02', '办公室', '6年']])
    expect(problemsOf(life)).toContain('“6年”不是数字')
  })

  it('numbers begin anew each year, and a duplicate names its sheet', async () => {
    const uses = ['编号', '日期', '文件名称', '印章', '份数', '用印部门', '经办人']
    const use = (day: string) => [1, day, '通知', '局公章', 2, '办公室', '方子墨']
    expect((await tryBook(house, 'seal-uses', [uses, use('2025-03-05'), use('2026-03-05')])).clean).toBe(true)
    const twice = await tryBook(house, 'seal-uses', {
      上册: [uses, use('2026-03-05')],
      下册: [uses, use('2026-04-05')]
    })
    expect(problemsOf(twice)).toBe('编号1与工作表“上册”第2行重复')
  })

  it('names a class of assets that is of neither edition, and one whose digits meant the thing in the former', async () => {
    const cards = ['资产名称', '数量', '原值', '取得日期', '使用部门', '分类代码']
    const card = (name: string, code: string) => [name, 1, 5_000, '2020-01-02', '办公室', code]
    const trial = await tryBook(house, 'assets', [
      cards,
      card('台式机', 'A02010105'),
      card('笔记本电脑', 'A02010105'),
      card('台式机', '9999999')
    ])
    expect(trial.report.problems.map(({ row, message }) => [row, message])).toEqual([
      [
        3,
        '提示：分类代码A02010105现行是台式计算机，旧分类里是便携式计算机，按现行分类登记；“笔记本电脑”如是旧代码请改为A02010108'
      ],
      [4, '提示：分类代码9999999不在现行和旧的资产分类里，照原样登记，请核对']
    ])
  })

  it('takes no negative depreciation', async () => {
    const rows = [
      ['资产名称', '数量', '原值', '累计折旧', '取得日期', '使用部门'],
      ['电脑', 1, 5_000, '(3,000.00)', '2020-01-02', '办公室']
    ]
    expect(problemsOf(await tryBook(house, 'assets', rows))).toBe('累计折旧不能为负数，请写成正数')
  })
})

describe('what is said on the command line', () => {
  const roster: BookSheet = [
    ['姓名', '科室'],
    ['王伟', '办公室']
  ]
  const bare: BookSheet = [
    ['品名', '规格', '单位', '甲', '单价'],
    ['签字笔', '0.5mm', '支', 10, 2.5]
  ]
  const refusal = (trial: Promise<unknown>): Promise<string> =>
    trial.then(
      () => 'not refused',
      (fault: Error) => fault.message
    )

  it('puts a column to a field by its heading or by its letters', async () => {
    expect(problemsOf(await tryBook(house, 'supplies', bare))).toContain('--map 甲=库存数量')
    for (const map of ['甲=库存数量', 'D=库存数量', '库存数量=D'])
      expect(valuesOf(await tryBook(house, 'supplies', bare, { map: [map] }), 'quantity')).toEqual([[10_000]])
  })

  it('fills a missing column, in the words of other options too', async () => {
    expect(problemsOf(await tryBook(house, 'people', roster))).toContain('--fill 编制=内容')
    const told = await tryBook(house, 'people', roster, { fill: ['编制=派遣'], value: ['派遣=合同聘用'] })
    expect([valuesOf(told, 'kind'), told.clean]).toEqual([[['contract']], true])
    const there = await tryBook(house, 'people', roster, { fill: ['编制=在编', '科室=法制股'] })
    expect(notesOf(there)).toContain('没有用整份表填的“法制股”')
  })

  it('puts a word for a cell of any kind', async () => {
    const cards: BookSheet = [
      ['资产名称', '数量', '原值', '取得日期', '使用部门'],
      ['电脑', 1, 5_000, 2020.01, '办公室']
    ]
    expect(problemsOf(await tryBook(house, 'assets', cards))).toContain('只有年月')
    const told = await tryBook(house, 'assets', cards, { value: ['2020.01=2020-01-01'] })
    expect(valuesOf(told, 'acquiredOn')).toEqual([['2020-01-01']])
  })

  it('is refused where it is not about the file', async () => {
    expect(await refusal(tryBook(house, 'people', roster, { fill: ['编制=随便'] }))).toContain(
      '整份表的编制不能填“随便”'
    )
    expect(await refusal(tryBook(house, 'people', roster, { fill: ['编制=未记载'] }))).toContain('不能写“未记载”')
    expect(await refusal(tryBook(house, 'supplies', bare, { headerRow: ['99'] }))).toContain('第99行没有内容')
    expect(await refusal(tryBook(house, 'supplies', bare, { headerRow: ['别的:1'] }))).toContain('没有工作表“别的”')
    expect(await refusal(tryBook(house, 'supplies', bare, { map: ['乙=库存数量'] }))).toContain(
      '没有“乙”这一列，有：品名、'
    )
  })
})
