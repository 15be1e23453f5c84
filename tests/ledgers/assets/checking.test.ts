import { beforeAll, expect, it } from 'vitest'
import { dueAssets } from '@main/ledgers/assets/due'
import {
  Asset,
  AssetReconciliation,
  AssetStocktake,
  CountDifference,
  CountMark,
  ReconciliationLine
} from '@main/ledgers/assets/entities'
import { reconcile, settleLine } from '@main/ledgers/assets/reconciliation/acts'
import { matchBooks, type FinanceAsset, type OfficeAsset } from '@main/ledgers/assets/reconciliation/match'
import { submitReport } from '@main/ledgers/assets/report/acts'
import { dutiesOf } from '@main/ledgers/assets/rules/counting'
import { explainDifferences, settleDifference, submitStocktake } from '@main/ledgers/assets/stocktake/close'
import { confirmSurplus, finishCounting, handInScans, tickLines } from '@main/ledgers/assets/stocktake/count'
import { openStocktake, type OpenInput } from '@main/ledgers/assets/stocktake/open'
import { countLines, stocktakeDetail } from '@main/ledgers/assets/stocktake/rows'
import { changeValue } from '@main/ledgers/assets/cards/values'
import {
  aCard,
  anAssetBureau,
  anEquipment,
  approveAll,
  cardNow,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { Approval } from '@main/office/approvals/entities'
import { decideThrough, readingAs } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { arranging } from '../../support/people'

it('AST-14 knows the duties of a year', () => {
  const all = dutiesOf(2026, { quarter4: 1, yearEnd: 1, halfYear: 1, equipment: 1 })
  expect(all.map(({ duty, period, from, to }) => [duty, period, from, to])).toEqual([
    ['halfYear', '2026-H1', '2026-01-01', '2026-06-30'],
    ['equipment', '2026-06', '2026-06-01', '2026-06-30'],
    ['quarter4', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['halfYear', '2026-H2', '2026-07-01', '2026-12-31'],
    ['yearEnd', '2026-12', '2026-12-01', '2026-12-31'],
    ['equipment', '2026-12', '2026-12-01', '2026-12-31']
  ])
})

const office = (number: string, plan: Partial<OfficeAsset> = {}): OfficeAsset => ({
  id: number,
  number,
  name: '办公桌',
  originalCents: 150_000,
  accumulatedCents: 0,
  quantity: 1,
  acquiredOn: '2020-01-01',
  unitName: '办公室',
  missing: false,
  ...plan
})
const finance = (number: string, plan: Partial<FinanceAsset> = {}): FinanceAsset => ({
  rowNumber: 1,
  number,
  name: '办公桌',
  originalCents: 150_000,
  accumulatedCents: null,
  quantity: null,
  acquiredOn: '2020-01-01',
  unitName: null,
  ...plan
})

it('AST-08 matches by number, else by name, value and date, each card once, and tells every difference apart', () => {
  const { pairs, differences } = matchBooks(
    [
      office('GD1'),
      office('GD2', { originalCents: 160_000 }),
      office('GD3', { missing: true }),
      office('GD4', { name: '空调' }),
      office('GD5', { accumulatedCents: 10 })
    ],
    [
      finance(' gd1 '),
      finance('GD2', { quantity: 2 }),
      finance('CZ-003'),
      finance('CZ-004'),
      finance('GD5', { accumulatedCents: 20, unitName: '政工股' })
    ]
  )
  expect([...pairs].map(([row, asset]) => [row.number.trim().toUpperCase(), asset.number])).toEqual([
    ['GD1', 'GD1'],
    ['GD2', 'GD2'],
    ['GD5', 'GD5'],
    ['CZ-003', 'GD3']
  ])
  expect(differences.map(({ number, agreement, kind, amountCents }) => [number, agreement, kind, amountCents])).toEqual(
    [
      ['GD2', 'ledgers', 'value', 10_000],
      ['GD2', 'cards', 'quantity', 0],
      ['GD5', 'ledgers', 'depreciation', -10],
      ['GD5', 'cards', 'unit', 0],
      ['GD3', 'things', 'thing', 0],
      ['CZ-004', 'ledgers', 'financeOnly', -150_000],
      ['GD4', 'ledgers', 'officeOnly', 150_000]
    ]
  )
})

onBothEngines('assets checked', (house) => {
  let bureau: AssetBureau
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
  })

  const opening = (input: Partial<OpenInput>) =>
    doing(house(), bureau.clerk, (unit) =>
      openStocktake(unit, {
        duty: 'none',
        scope: 'place',
        scopePlace: '501室',
        counterIds: [bureau.clerk.id, bureau.accountant.id],
        ...input
      })
    )
  const now = (id: string) => house().database.read.findOneByOrFail(AssetStocktake, { id })
  const at = '2026-09-30T01:00:00.000Z'

  it('AST-14 takes only a count of the right scope, parties and time for a duty', async () => {
    const before = house().clock.now()
    await aCard(house(), bureau)
    await anEquipment(house(), bureau, 'radio', { unitId: bureau.squad.id })
    await expectRefused(house(), 'AST-14', () => opening({ duty: 'quarter4', scope: 'all' }), /不在第四季度/)
    house().clock.setDay('2026-11-02')
    const dues = async () =>
      (await dueAssets(await readingAs(house(), bureau.clerk))).filter(({ rule }) => rule === 'AST-14')
    expect(await dues()).toEqual([expect.objectContaining({ dueOn: '2026-12-31', subjectId: 'quarter4@2026-Q4@' })])
    await expectRefused(
      house(),
      'AST-14',
      () => opening({ duty: 'quarter4', scope: 'unit', scopeUnitId: bureau.section.id }),
      /局部盘点不能代替/
    )
    await expectRefused(
      house(),
      'AST-14',
      () => opening({ duty: 'quarter4', scope: 'all', counterIds: [bureau.clerk.id] }),
      /财务审计装备股盘点人/
    )
    const other = await opening({ scope: 'unit', scopeUnitId: bureau.section.id })
    expect(other.period).toBe('')
    expect(await dues()).toHaveLength(1)
    house().clock.setDay('2026-12-02')
    await expectRefused(house(), 'AST-14', () => opening({ duty: 'equipment', scope: 'equipment' }), /请选单位/)
    const equipment = await opening({ duty: 'equipment', scope: 'equipment', scopeUnitId: bureau.squad.id })
    expect(equipment).toMatchObject({ period: '2026-12', things: 1 })
    house().clock.set(before)
  })

  it('AST-14 counts again under the scanner what somebody ticked as not there, and an unknown tag once however written', async () => {
    const room = '505室'
    const card = await aCard(house(), bureau, { place: room })
    const stocktake = await opening({ scopePlace: room })
    const scan = (by: typeof bureau.clerk, code: string, key: string) =>
      doing(house(), by, async (unit) => {
        const scans = [{ code, place: room, at, key }]
        return (await handInScans(unit, { id: stocktake.id, round: 'first', scans })).map(({ outcome }) => outcome)
      })
    const [line] = await countLines(await readingAs(house(), bureau.clerk), stocktake.id)
    const ticked = { lineId: line?.id ?? '', outcome: 'missing' as const }
    await doing(house(), bureau.clerk, (unit) => tickLines(unit, { id: stocktake.id, round: 'first', lines: [ticked] }))
    expect(await scan(bureau.accountant, card.number, 'm1')).toEqual(['found'])
    expect(await scan(bureau.clerk, card.number, 'm2')).toEqual(['repeated'])
    expect(await scan(bureau.clerk, 'XX〔9〕', 'm3')).toEqual(['unknown'])
    expect(await scan(bureau.accountant, 'xx[9]', 'm4')).toEqual(['repeated'])
    const done = await doing(house(), bureau.clerk, (unit) =>
      finishCounting(unit, { id: stocktake.id, version: stocktake.version })
    )
    expect(done.differences).toBe(1)
  })

  it('AST-14 counts a room by scanner: found, misplaced, missing, unknown tag, scanned twice, sent twice; second person, explanation, approval, settlement', async () => {
    const room = '501室'
    const [here, gone, other] = [
      await aCard(house(), bureau, { place: room }),
      await aCard(house(), bureau, { place: room }),
      await aCard(house(), bureau, { place: room })
    ]
    const stocktake = await opening({})
    const scan = (code: string, place: string, key: string) => ({ code, place, at, key })
    const scanning = (by: typeof bureau.clerk, scans: ReturnType<typeof scan>[], round: 'first' | 'second' = 'first') =>
      doing(house(), by, (unit) => handInScans(unit, { id: stocktake.id, round, scans }))
    await expectRefused(
      house(),
      'AST-14',
      () => scanning(bureau.colleague, [scan(here.number, room, 'x')]),
      /不是这次的盘点人/
    )
    const first = [
      scan(here.number, room, 'a1'),
      scan(other.number, '走廊', 'a2'),
      scan('GD-ALIEN', room, 'a3'),
      scan(here.number.toLowerCase(), room, 'a4')
    ]
    expect((await scanning(bureau.clerk, first)).map(({ outcome }) => outcome)).toEqual([
      'found',
      'elsewhere',
      'unknown',
      'repeated'
    ])
    // The network came back and the machine sends what it kept once more.
    expect((await scanning(bureau.clerk, first)).map(({ outcome }) => outcome)).toEqual([
      'found',
      'elsewhere',
      'unknown',
      'repeated'
    ])
    expect((await scanning(bureau.accountant, [scan(here.number, room, 'b1')])).map(({ outcome }) => outcome)).toEqual([
      'repeated'
    ])
    const finished = await doing(house(), bureau.clerk, async (unit) =>
      finishCounting(unit, { id: stocktake.id, version: stocktake.version })
    )
    expect(finished).toMatchObject({ state: 'explaining', differences: 3 })
    const differences = await house().database.read.find(CountDifference, {
      where: { stocktakeId: stocktake.id },
      order: { id: 'ASC' }
    })
    expect(differences.map(({ number, outcome, foundPlace }) => [number, outcome, foundPlace]).sort()).toEqual(
      [
        [gone.number, 'missing', null],
        [other.number, 'misplaced', '走廊'],
        ['GD-ALIEN', 'surplus', room]
      ].sort()
    )
    const submitting = async () =>
      doing(house(), bureau.clerk, async (unit) =>
        submitStocktake(unit, house(), {
          ...(await now(stocktake.id)),
          explanation: '见明细',
          conclusion: '账实基本相符'
        })
      )
    await expectRefused(house(), 'AST-14', () => submitting(), /另一人复盘/)
    const lineOf = async (number: string) =>
      (await countLines(await readingAs(house(), bureau.clerk), stocktake.id)).find((line) => line.number === number)
        ?.id ?? ''
    const [goneLine, otherLine] = [await lineOf(gone.number), await lineOf(other.number)]
    const again = (by: typeof bureau.clerk, lineId: string, outcome: 'missing' | 'misplaced', place?: string) =>
      doing(house(), by, (unit) =>
        tickLines(unit, {
          id: stocktake.id,
          round: 'second',
          lines: [{ lineId, outcome, ...(place ? { place } : {}) }]
        })
      )
    await expectRefused(house(), 'K-12', () => again(bureau.clerk, goneLine, 'missing'), /是初盘人，不能再作复盘人/)
    await again(bureau.accountant, goneLine, 'missing')
    await again(bureau.accountant, otherLine, 'misplaced', '走廊')
    const [surplus] = differences.filter(({ outcome }) => outcome === 'surplus')
    await expectRefused(house(), 'AST-14', () => submitting(), /GD-ALIEN/)
    await doing(house(), bureau.accountant, (unit) => confirmSurplus(unit, surplus?.id ?? ''))
    await expectRefused(house(), 'AST-14', () => submitting(), /差异原因/)
    await doing(house(), bureau.clerk, (unit) =>
      explainDifferences(unit, {
        id: stocktake.id,
        differences: differences.map(({ id, outcome }) => ({
          id,
          reason: '搬动办公室时移位',
          proposal:
            outcome === 'missing'
              ? ('finding' as const)
              : outcome === 'misplaced'
                ? ('move' as const)
                : ('none' as const)
        }))
      })
    )
    const handedIn = await submitting()
    expect(handedIn.state).toBe('pending')
    await decideThrough(house(), handedIn.approvalId ?? '', { steps: 1, outcome: 'return', opinion: '请写明原因' })
    const pending = await submitting()
    expect(pending).toMatchObject({ state: 'pending', approvalId: handedIn.approvalId })
    // who counted and who counted again decide on none of its steps
    const { steps } = await house().database.read.findOneByOrFail(Approval, { id: pending.approvalId ?? '' })
    for (const { apart } of steps)
      expect(apart).toEqual(
        expect.arrayContaining([
          { role: '盘点人', personId: bureau.clerk.id },
          { role: '复盘人', personId: bureau.accountant.id }
        ])
      )
    const settling = (id: string, note?: string) =>
      doing(house(), bureau.clerk, (unit) => settleDifference(unit, { id: stocktake.id, differenceId: id, note }))
    const [misplaced] = differences.filter(({ outcome }) => outcome === 'misplaced')
    await expectRefused(house(), 'AST-14', () => settling(misplaced?.id ?? ''), /还没有批准/)
    await approveAll(house(), pending.approvalId)
    expect((await cardNow(house(), gone)).state).toBe('missing')
    await settling(misplaced?.id ?? '')
    expect((await cardNow(house(), other)).place).toBe('走廊')
    const [missing] = differences.filter(({ outcome }) => outcome === 'missing')
    await expectRefused(house(), 'AST-14', () => settling(missing?.id ?? ''), /损失认定/)
    expect(await house().database.read.countBy(CountMark, { stocktakeId: stocktake.id })).toBe(3)
  })

  it("AST-14 what another room is short of is misplaced here, not a surplus, and a gone card is nobody's", async () => {
    const room = '503室'
    const own = await aCard(house(), bureau, { place: room })
    const foreign = await aCard(house(), bureau, { place: '504室' })
    const gone = await aCard(house(), bureau, { place: room, number: 'GD90503' })
    await arranging(house(), (unit) => unit.update(Asset, gone, { state: 'gone' }, '资产'))
    const { id, version } = await doing(house(), bureau.clerk, (unit) =>
      openStocktake(unit, { duty: 'none', scope: 'place', scopePlace: room, counterIds: [bureau.clerk.id] })
    )
    const scans = [own, foreign, gone].map(({ number }, index) => ({
      code: number,
      place: room,
      at,
      key: `out-${index}`
    }))
    const answers = await doing(house(), bureau.clerk, (unit) => handInScans(unit, { id, round: 'first', scans }))
    expect(answers.map(({ outcome }) => outcome)).toEqual(['found', 'elsewhere', 'unknown'])
    await doing(house(), bureau.clerk, (unit) => finishCounting(unit, { id, version }))
    const { lines } = await stocktakeDetail(await readingAs(house(), bureau.clerk), id)
    const shown = lines.map(({ number, name, outcome, bookPlace, foundPlace, lineId }) => [
      number,
      name,
      outcome,
      bookPlace,
      foundPlace,
      lineId
    ])
    expect(shown).toEqual([
      [foreign.number, '台式计算机', 'misplaced', '504室', room, null],
      ['GD90503', '账上没有的编号', 'surplus', null, room, null]
    ])
    const [misplaced] = lines
    await expectRefused(
      house(),
      'K-12',
      () => doing(house(), bureau.clerk, (unit) => confirmSurplus(unit, misplaced?.id ?? '')),
      /是初盘人，不能再作复盘人/
    )
    await doing(house(), bureau.accountant, (unit) => confirmSurplus(unit, misplaced?.id ?? ''))
    const again = await stocktakeDetail(await readingAs(house(), bureau.clerk), id)
    expect(again.lines[0]).toMatchObject({ secondById: bureau.accountant.id })
  })

  it('AST-08 settles differences one by one, and only when the books say what the settlement says', async () => {
    const card = await aCard(house(), bureau, { number: 'GD90001', originalCents: 500_000 })
    const all = await house().database.read.find(Asset)
    const rows: FinanceAsset[] = all
      .filter(({ state }) => state !== 'gone')
      .map(({ number, name, originalCents, acquiredOn }, index) =>
        finance(number, { rowNumber: index + 2, name, originalCents, acquiredOn })
      )
    const list = rows.map((row) => (row.number === card.number ? { ...row, originalCents: 600_000 } : row))
    const reconciling = (more: readonly FinanceAsset[], asOf = '2026-09-30') =>
      doing(house(), bureau.accountant, (unit) => reconcile(unit, { fileName: '财务账.xlsx', asOf, rows: more }))
    await expectRefused(house(), 'AST-08', () => reconciling([]), /没有读到资产行/)
    await expectRefused(house(), 'AST-08', () => reconciling(list, '2026-10-01'), /不能晚于今天/)
    const made = await reconciling(list)
    const [line] = await house().database.read.findBy(ReconciliationLine, { reconciliationId: made.id, kind: 'value' })
    if (!line) throw new Error('no difference')
    expect(line).toMatchObject({ number: card.number, amountCents: -100_000 })
    const settling = (note: string) =>
      doing(house(), bureau.clerk, (unit) =>
        settleLine(unit, { id: line.id, version: line.version, settlement: 'office', note })
      )
    await expectRefused(house(), 'AST-08', () => settling(' '), /处理情况/)
    await expectRefused(house(), 'AST-08', () => settling('补记显示器'), /还没有更正/)
    await doing(house(), bureau.clerk, (unit) =>
      changeValue(unit, {
        ...card,
        kind: 'revalued',
        amountCents: 100_000,
        less: false,
        document: '记账凭证3-12',
        reason: '补记显示器'
      })
    )
    await settling('补记显示器')
    await expectRefused(
      house(),
      'AST-08',
      () =>
        doing(house(), bureau.clerk, (unit) =>
          settleLine(unit, { id: line.id, version: line.version + 1, settlement: 'explained', note: '再来一次' })
        ),
      /已经处理过/
    )
    const after = await house().database.read.findOneByOrFail(AssetReconciliation, { id: made.id })
    expect(after.openDifferences).toBe(made.openDifferences - 1)
    expect(await dueAssets(await readingAs(house(), bureau.clerk))).toContainEqual(
      expect.objectContaining({ rule: 'AST-08', dueOn: '2027-03-30' })
    )
  })

  it('AST-19 reports once a half, after it is over, to a leader of that day', async () => {
    // The first half had ended before the ledger began.
    house().clock.setDay('2027-01-05')
    const reporting = (plan: object = {}) =>
      doing(house(), bureau.accountant, (unit) =>
        submitReport(unit, { half: '2026-H2', content: '装备运行正常', leaderId: bureau.leader.id, ...plan })
      )
    expect(await dueAssets(await readingAs(house(), bureau.clerk))).toContainEqual(
      expect.objectContaining({ rule: 'AST-19', dueOn: '2027-01-10', subjectId: '2026-H2' })
    )
    await expectRefused(house(), 'AST-19', () => reporting({ half: '2027-H1' }), /还没有结束/)
    await expectRefused(house(), 'AST-19', () => reporting({ leaderId: bureau.officer.id }), /分管领导/)
    await expectRefused(house(), 'AST-19', () => reporting({ content: ' ' }), /运行情况/)
    expect((await reporting()).figures).toContainEqual(expect.objectContaining({ label: '对讲机' }))
    await expectRefused(house(), 'AST-19', () => reporting(), /每半年一次/)
    expect((await dueAssets(await readingAs(house(), bureau.clerk))).filter(({ rule }) => rule === 'AST-19')).toEqual(
      []
    )
  })
})
