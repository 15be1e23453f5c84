import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, expect, it } from 'vitest'
import { AssetReconciliation, AssetScan, ReconciliationLine } from '@main/ledgers/assets/entities'
import { finishCounting } from '@main/ledgers/assets/stocktake/count'
import { openStocktake } from '@main/ledgers/assets/stocktake/open'
import { readCountSheet } from '@main/ledgers/assets/stocktake/readSheet'
import { countLines, stocktakeDetail } from '@main/ledgers/assets/stocktake/rows'
import { tryImport } from '@main/office/outputs/importService'
import { createNames } from '@main/office/outputs/importNames'
import { aCard, anAssetBureau, doing, expectRefused, type AssetBureau } from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { workbookPaper } from '../../support/papers'
import { anAttachment } from '../../support/people'
import { tempFolder } from '../../support/tempFolder'

/** What somebody writes beside a number of the count sheet. */
interface Written {
  readonly outcome: string
  readonly place?: string
}

onBothEngines('papers that come back', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  const opening = (room: string) =>
    doing(house(), bureau.clerk, (unit) =>
      openStocktake(unit, {
        duty: 'none',
        scope: 'place',
        scopePlace: room,
        counterIds: [bureau.clerk.id, bureau.accountant.id]
      })
    )

  /**
   * The sheet of a stocktake as it was exported, filled in by hand, as an attachment; rows of a number of the printed
   * sheet.
   */
  async function filled(stocktakeId: string, said: Readonly<Record<string, Written>>) {
    const { path } = await workbookPaper(house(), {
      output: 'assets',
      sheets: ['盘点盈亏'],
      filter: { filters: [{ field: 'stocktakeId', op: 'eq', value: stocktakeId }], offset: 0, limit: 500 }
    })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    const [sheet] = workbook.worksheets
    const rows = new Map<string, number>()
    const columns = new Map<string, number>()
    sheet?.eachRow((row, index) =>
      row.eachCell((cell, column) => {
        if (cell.text === '结果' || cell.text === '实盘地点') columns.set(cell.text, column)
        const written = said[cell.text]
        if (!written) return
        rows.set(cell.text, index)
        row.getCell(columns.get('结果') ?? 1).value = written.outcome
        if (written.place) row.getCell(columns.get('实盘地点') ?? 1).value = written.place
      })
    )
    const attachment = await anAttachment(house(), '盘点表.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
    return { attachmentId: attachment.id, rows }
  }

  it('AST-14 reads a count sheet back: words and signs of the hand, lines left blank stay uncounted, what cannot be read is told by its row', async () => {
    const room = '601室'
    const cards = []
    for (let index = 0; index < 6; index += 1) cards.push(await aCard(house(), bureau, { place: room }))
    const [there, ticked, moved, gone, unclear, blank] = cards.map(({ number }) => number) as [
      string,
      string,
      string,
      string,
      string,
      string
    ]
    const stocktake = await opening(room)
    const read = (attachmentId: string, by = bureau.clerk) =>
      doing(house(), by, (unit) => readCountSheet(unit, house(), { id: stocktake.id, round: 'first', attachmentId }))
    const first = await filled(stocktake.id, {
      [there]: { outcome: '相符' },
      [ticked]: { outcome: '√' },
      [moved]: { outcome: '错位', place: '走廊' },
      [gone]: { outcome: '缺失' },
      [unclear]: { outcome: '好像在' }
    })
    await expectRefused(house(), 'AST-14', () => read(first.attachmentId, bureau.colleague), /不是这次的盘点人/)
    expect(await read(first.attachmentId)).toEqual({
      read: 4,
      problems: [{ row: first.rows.get(unclear), message: '“好像在”看不懂，请填相符、错位或缺失' }]
    })
    const outcomes = async () =>
      Object.fromEntries(
        (await countLines(await readingAs(house(), bureau.clerk), stocktake.id)).map(({ number, outcome }) => [
          number,
          outcome
        ])
      )
    expect(await outcomes()).toEqual({
      [there]: 'found',
      [ticked]: 'found',
      [moved]: 'misplaced',
      [gone]: 'missing',
      [unclear]: 'pending',
      [blank]: 'pending'
    })
    // A colleague's sheet of the same count: the rest, and a place that was left out.
    const second = await filled(stocktake.id, { [unclear]: { outcome: '在' }, [blank]: { outcome: '错位' } })
    expect(await read(second.attachmentId, bureau.accountant)).toEqual({
      read: 1,
      problems: [{ row: second.rows.get(blank), message: '错位的请填实盘地点' }]
    })
    expect(await house().database.read.countBy(AssetScan, { stocktakeId: stocktake.id, means: 'sheet' })).toBe(5)
    await doing(house(), bureau.clerk, (unit) => finishCounting(unit, { id: stocktake.id, version: stocktake.version }))
    const { lines, counts } = await stocktakeDetail(await readingAs(house(), bureau.clerk), stocktake.id)
    expect(counts).toEqual({ found: 3, misplaced: 1, missing: 2, surplus: 0, pending: 0 })
    expect(lines.map(({ number, outcome }) => [number, outcome]).sort()).toEqual(
      [
        [moved, 'misplaced'],
        [gone, 'missing'],
        [blank, 'missing']
      ].sort()
    )
  })

  it('AST-14 an empty sheet and a file that is none are refused, and nothing is counted', async () => {
    const room = '602室'
    await aCard(house(), bureau, { place: room })
    const stocktake = await opening(room)
    const read = (attachmentId: string) =>
      doing(house(), bureau.clerk, (unit) =>
        readCountSheet(unit, house(), { id: stocktake.id, round: 'first', attachmentId })
      )
    const untouched = await filled(stocktake.id, {})
    await expect(read(untouched.attachmentId)).rejects.toMatchObject({ message: '表里没有填写盘点结果' })
    const picture = await anAttachment(house(), '照片.png')
    await expect(read(picture.id)).rejects.toMatchObject({ type: 'invalid' })
    expect(await house().database.read.countBy(AssetScan, { stocktakeId: stocktake.id })).toBe(0)
  })

  it("AST-08 takes finance's list from a file with a title, a total row, amounts as text and a number given twice", async () => {
    const pair = await aCard(house(), bureau, { number: 'GD80001', name: '投影仪', originalCents: 420_000 })
    await aCard(house(), bureau, { number: 'GD80002', name: '照相机', originalCents: 762_900 })
    const file = join(tempFolder('finance'), '财务资产账.csv')
    await writeFile(
      file,
      [
        '固定资产明细账,,,,',
        '卡片编号,固定资产名称,资产原值(元),数量,购入日期',
        'GD80001,投影仪,"4,200.00",1,2026.3.15',
        'GD80001,投影仪,4200,1,2026.3.15',
        ',照相机,7629.00元,1,2026年3月15日',
        'CW-77,空气净化器,2100,1,2025-03-01',
        '合计,,"18,129.00",4,'
      ].join('\r\n')
    )
    const reading = await readingAs(house(), bureau.accountant)
    const trial = await tryImport(reading, {
      kind: 'assetFinance',
      file: { path: file, name: '财务资产账.csv' },
      createUnknown: false
    })
    expect(trial.report).toMatchObject({ rows: 4, sums: { amountCents: 1_812_900 } })
    expect(trial.report.problems).toEqual([
      expect.objectContaining({ row: 4, message: expect.stringContaining('编号GD80001与第3行重复') as string })
    ])
    await doing(house(), bureau.accountant, async (unit) =>
      trial.definition.commit(unit, trial.rows, await createNames(unit, house(), trial.names, trial.day))
    )
    const [made] = await house().database.read.find(AssetReconciliation, { order: { number: 'DESC' }, take: 1 })
    expect(made).toMatchObject({ financeAssets: 4, financeCents: 1_812_900, personId: bureau.accountant.id })
    const lines = await house().database.read.findBy(ReconciliationLine, { reconciliationId: made?.id ?? '' })
    const about = (number: string) =>
      lines.filter((line) => line.number === number).map(({ kind, amountCents }) => [kind, amountCents])
    // The second GD80001 has no card left to be; the camera without a number is found by name, value and day.
    expect(about(pair.number)).toEqual([['financeOnly', -420_000]])
    expect(about('GD80002')).toEqual([])
    expect(about('CW-77')).toEqual([['financeOnly', -210_000]])
  })
})
