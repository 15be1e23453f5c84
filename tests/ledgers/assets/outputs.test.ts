import { beforeAll, expect, it } from 'vitest'
import { assets } from '@main/ledgers/assets'
import { changesOf, lifeOfCards } from '@main/ledgers/assets/sheets/yearly'
import { cardForm, assetLabels } from '@main/ledgers/assets/cards/form'
import { clearanceForm } from '@main/ledgers/assets/clearanceForm'
import { postMonth } from '@main/ledgers/assets/depreciation/acts'
import type { ExportScope } from '@main/office/outputs/outputDefinitions'
import type { SheetRow } from '@main/platform/documents/sheetModel'
import { aCard, anAssetBureau, anEquipment, doing, type AssetBureau } from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'

const wanted = [
  '明细台账',
  '分类汇总',
  '科室登记表',
  '个人名下',
  '折旧',
  '调拨',
  '维修',
  '处置',
  '盘点盈亏',
  '对账差异',
  '执法装备领用',
  '增减变动',
  '存量情况',
  '财政资产卡片',
  '低值易耗品',
  '资产购置处置公示'
]

async function rowsOf(rows: AsyncIterable<SheetRow> | Iterable<SheetRow>): Promise<SheetRow[]> {
  const all: SheetRow[] = []
  for await (const row of rows) all.push(row)
  return all
}

onBothEngines('papers of the assets ledger', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
    await aCard(house(), bureau, { acquiredOn: '2026-03-15', enteredOn: '2026-03-15' })
    await aCard(house(), bureau, {
      name: '办公桌',
      classCode: 'A05010201',
      originalCents: 157_600,
      lifeMonths: 180,
      acquiredOn: '2024-01-05',
      enteredOn: '2024-01-05'
    })
    await anEquipment(house(), bureau, 'radio')
    await doing(house(), bureau.accountant, (unit) => postMonth(unit, '2026-08'))
  })

  it('has sixteen sheets, each made from what the ledger holds', async () => {
    const [workbook] = assets.workbooks
    expect([...(workbook?.sheets ?? [])].map(({ name }) => name).sort()).toEqual([...wanted].sort())
    const reading = await readingAs(house(), bureau.clerk)
    for (const sheet of workbook?.sheets ?? []) {
      const { columns, rows, title } = await sheet.make(reading, { to: '2026-08-31' })
      const made = await rowsOf(rows)
      expect(title, sheet.name).toContain('测试城市管理和综合执法局')
      for (const row of made)
        for (const { key } of columns) if (key !== 'signature') expect(row, `${sheet.name} ${key}`).toHaveProperty(key)
    }
    const finance = workbook?.sheets.find(({ name }) => name === '财政资产卡片')
    expect((await finance?.make(reading, {}))?.columns.map(({ label }) => label).slice(0, 10)).toEqual([
      '资产编号',
      '资产名称',
      '业务状态',
      '卡片类型',
      '单位会计科目',
      '资产分类',
      '资产分类代码',
      '资产门类',
      '资产原值(元)',
      '累计折旧/摊销(元)'
    ])
    const depreciation = workbook?.sheets.find(({ name }) => name === '折旧')
    const charged = async (scope: ExportScope) => rowsOf((await depreciation?.make(reading, scope))?.rows ?? [])
    // 6,944 a month from March on: the month asked for, the year up to a day, the months of a period in the past.
    for (const [scope, months, until] of [
      [{ from: '2026-08-01', to: '2026-08-31' }, 1, 6],
      [{ to: '2026-08-31' }, 6, 6],
      [{ from: '2026-03-01', to: '2026-04-15' }, 2, 2]
    ] as const)
      expect(await charged(scope)).toContainEqual(
        expect.objectContaining({
          originalCents: 500_000,
          monthlyCents: 6_944,
          monthsTaken: until,
          chargedCents: months * 6_944,
          accumulatedCents: until * 6_944,
          netCents: 500_000 - until * 6_944
        })
      )
    const before = await charged({ from: '2026-01-01', to: '2026-02-28' })
    expect(before.filter(({ originalCents }) => originalCents === 500_000)).toEqual([])
    expect((await depreciation?.make(reading, { to: '2026-08-31' }))?.facts).toEqual([
      '本表为2026年1月至2026年8月的折旧，原值、累计折旧、净值为2026年8月末数'
    ])
    // Nothing is said of the end of a month nobody has taken depreciation for.
    const saidOf = async (scope: ExportScope) => (await depreciation?.make(reading, scope))?.facts
    expect(await saidOf({ to: '2026-10-01' })).toEqual([
      '本表为2026年1月至2026年10月的折旧（已计提至2026年8月），原值、累计折旧、净值为2026年8月末数'
    ])
    expect(await saidOf({ from: '2026-09-01', to: '2026-09-30' })).toEqual(['本表为2026年9月的折旧，尚未计提'])
  })

  it('ties opening, in and out to closing in every class', async () => {
    for (const row of changesOf(await lifeOfCards(house().database.read), '2026-01-01', '2026-09-30')) {
      const sum = (keys: readonly string[], what: string) =>
        keys.reduce((total, key) => total + Number(row[`${key}${what}`]), 0)
      const ins = ['purchase', 'allocation', 'donation', 'surplus', 'otherIn']
      const outs = ['scrap', 'allocationOut', 'donationOut', 'writeOff', 'otherOut']
      for (const what of ['Quantity', 'Cents'])
        expect(Number(row[`open${what}`]) + sum(ins, what) - sum(outs, what)).toBe(row[`close${what}`])
    }
  })

  it('prints the card in two parts, labels with the bare number, and what a leaver holds across ledgers', async () => {
    const reading = await readingAs(house(), bureau.clerk)
    const card = await aCard(house(), bureau)
    expect((await cardForm.make(reading, card.id)).copies).toEqual(['管理部门联', '使用人联'])
    expect((await assetLabels.make(reading, [card.id], 'single')).labels).toEqual([
      expect.objectContaining({
        number: card.number,
        title: '台式计算机',
        lines: expect.arrayContaining(['测试局']) as string[]
      })
    ])
    const { blocks } = await clearanceForm.make(reading, bureau.colleague.id)
    const lines = blocks.find((block) => block.kind === 'lines')
    expect(lines?.kind === 'lines' ? lines.rows : []).toContainEqual(
      expect.objectContaining({ ledger: '固定资产', number: card.number })
    )
    expect(assets.forms.map(({ name }) => name)).toEqual([
      '购置审批表',
      '验收单',
      '资产管理卡(一式两联)',
      '转移申请表',
      '报修单',
      '申退(报废)表',
      '赔偿认定',
      '盘点报告',
      '离岗清单'
    ])
  })
})
