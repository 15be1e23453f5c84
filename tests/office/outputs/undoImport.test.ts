import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { systemActor } from '@main/kernel/actor'
import { Asset, AssetBook, AssetReconciliation } from '@main/ledgers/assets/entities'
import { CarrierStanding, ConfidentialFile } from '@main/ledgers/confidential/entities'
import { Seal, SealUse } from '@main/ledgers/seals/entities'
import { SupplyBalance, SupplyItem } from '@main/ledgers/supplies/entities/catalogue'
import { Odometer, Refuel, Vehicle } from '@main/ledgers/vehicles/entities'
import { Standing } from '@main/ledgers/warehouse/entities'
import { verifyHouse } from '@main/office/administration/verify'
import { importsOf } from '@main/office/outputs/importKinds'
import { pastImports, undoImport } from '@main/office/outputs/undoImport'
import type { Recorder } from '@main/office/outputs/exportService'
import { readingOf } from '@main/office/procedure'
import { loadShippedCalendar } from '@main/office/session/founding'
import { listInput } from '@main/contract/lists'
import { sealPage } from '@main/ledgers/seals/seal/rows'
import { stockPage } from '@main/ledgers/supplies/stock/rows'
import { transferIn } from '@main/ledgers/supplies/stock/receive'
import { onBothEngines, type TestHouse } from '../../support/house'
import { aBureau, aPerson, arranging, aUnit } from '../../support/people'
import { orderOf, taken } from '../../support/takeOver'
import { tempFolder } from '../../support/tempFolder'

const sample = (name: string) => fileURLToPath(new URL(`../../support/samples/${name}`, import.meta.url))
const folder = tempFolder('undo')

/** One small book of each kind, in the order a bureau brings them in. */
const books: Record<string, string> = {
  supplies: '品名,规格,单位,库存数量,金额\n打印纸,A4,包,12,180.00\n中性笔,0.5mm,支,30,45.00\n印泥,红,盒,0,0\n',
  seals:
    '印章名称,印文,印章类别,使用部门,监印人\n局行政章,测试局,本局,办公室,唐监印\n财务章,测试局财务专用章,财务,办公室,\n',
  'seal-uses':
    '编号,日期,文件名称,印章,份数,用印部门,经办人\n1,2026-08-03,关于清扫的通知,局行政章,2,办公室,唐监印\n2,2026-08-04,劳动合同,合同专用章,3,办公室,唐监印\n',
  vehicles: '车牌号,品牌型号,使用单位,主驾驶员,初始里程\n湘E10001,皮卡,办公室,唐监印,1000\n湘E10002,轿车,办公室,,500\n',
  refuels:
    '加油日期,车牌号,驾驶员,加油站,油品,加油量,单价,金额,里程,是否加满\n2026-08-01,湘E10001,唐监印,城南站,92号汽油,40,8.00,320.00,1500,是\n2026-08-11,湘E10001,唐监印,城南站,92号汽油,42,8.00,336.00,2000,是\n2026-08-12,湘E10002,,城南站,92号汽油,30,8.00,240.00,900,是\n',
  'detained-goods':
    '入库日期,当事人,案由,文书号,物品名称,规格,数量,单位,送交片区,处理结果,处理日期\n2026-08-01,张三,占道,扣字〔2026〕1号,铁架,,2,个,一中队,返还,2026-08-20\n2026-08-01,张三,占道,扣字〔2026〕1号,遮阳伞,,1,把,一中队,,\n2026-08-05,李四,占道,扣字〔2026〕2号,三轮车,,1,辆,一中队,销毁,2026-08-25\n',
  assets:
    '资产编号,资产名称,数量,原值,取得日期,使用部门,累计折旧\nGD-1,办公桌,2,3000.00,2020-05-01,办公室,\nGD-2,计算机,1,5000.00,2024-03-01,办公室,1000.00\n',
  assetFinance: '资产编号,资产名称,资产原值,累计折旧\nGD-1,办公桌,3000.00,0\nGD-9,空调,4000.00,100.00\n'
}

const record =
  (house: TestHouse): Recorder =>
  (work, body) =>
    house.database.write({ ...work, actor: systemActor }, body)

async function imported(house: TestHouse, kind: string) {
  const book = books[kind]
  const path = book === undefined ? sample('密级文件登记簿.xlsx') : join(folder, `${house.engine}-${kind}.csv`)
  if (book !== undefined) await writeFile(path, book)
  const report = await taken(house, orderOf(kind, path))
  if (!report.committed) throw new Error(JSON.stringify(report.problems))
  return { ...report, id: report.importId ?? '' }
}

const undone = async (house: TestHouse, id: string, reason = '导错了文件') =>
  undoImport(await readingOf(house, systemActor), record(house), { id, reason })

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** What counts as on hand, in use or on the books, and what it comes to. */
async function holdings({ database: { read } }: TestHouse) {
  const balances = await read.find(SupplyBalance)
  const refuels = await read.find(Refuel)
  const standings = await read.find(Standing)
  const cards = (await read.find(Asset)).filter(({ state }) => state !== 'gone')
  const books = new Map((await read.find(AssetBook)).map((book) => [book.id, book]))
  const uses = await read.find(SealUse)
  return {
    stock: sum(balances.map(({ quantity }) => quantity)),
    stockCents: sum(balances.map(({ valueCents }) => valueCents)),
    items: await read.countBy(SupplyItem, { active: true }),
    seals: await read.countBy(Seal, { state: 'inUse' }),
    copies: sum(uses.map(({ copies }) => copies)),
    impressions: sum(uses.map(({ impressions }) => impressions)),
    vehicles: await read.countBy(Vehicle, { state: 'inUse' }),
    odometers: sum((await read.find(Odometer)).map(({ km }) => km)),
    litres: sum(refuels.map(({ litres }) => litres)),
    fuelCents: sum(refuels.map(({ amountCents }) => amountCents)),
    detainedIn: sum(standings.map(({ quantityIn }) => quantityIn)),
    detainedOut: sum(standings.map(({ quantityOut }) => quantityOut)),
    detained: sum(standings.map(({ onHand }) => onHand)),
    cards: cards.length,
    cardCents: sum(cards.map(({ originalCents }) => originalCents)),
    cardTaken: sum(cards.map(({ id }) => books.get(id)?.accumulatedCents ?? 0)),
    reconciliations: await read.countBy(AssetReconciliation, { state: 'open' }),
    files: await read.countBy(ConfidentialFile, { state: 'held' }),
    carriers: (await read.find(CarrierStanding)).filter(({ state }) => state !== 'reversed').length
  }
}

const kinds = [...Object.keys(books), 'confidential']

onBothEngines('taking a whole import back', (house) => {
  const ids: string[] = []
  const standing: Awaited<ReturnType<typeof holdings>>[] = []
  beforeAll(async () => {
    await aBureau(house())
    await loadShippedCalendar(house())
    await aUnit(house(), { name: '办公室' })
    await aPerson(house(), { name: '沈云琦', posts: ['confidentialityOfficer'] })
    for (const kind of kinds) {
      standing.push(await holdings(house()))
      ids.push((await imported(house(), kind)).id)
    }
    standing.push(await holdings(house()))
  })

  it('is tried with a book of every kind there is', () => {
    const all = importsOf(house()).map(({ definition }) => definition.kind)
    expect(kinds.toSorted()).toEqual(all.filter((kind) => kind !== 'people').toSorted())
  })

  it('brought every kind in first', () => {
    for (const [index, kind] of kinds.entries()) expect(standing[index + 1], kind).not.toEqual(standing[index])
    expect(standing.at(-1)).toMatchObject({ stock: 42_000, stockCents: 22_500, items: 3, seals: 3, copies: 5 })
    expect(standing.at(-1)).toMatchObject({ vehicles: 2, odometers: 2_900, litres: 112_000, detainedIn: 4_000 })
    expect(standing.at(-1)).toMatchObject({ detained: 1_000, cards: 2, cardCents: 800_000, cardTaken: 100_000 })
  })

  it('is refused with what rests on it: the books that came after', async () => {
    const of = (kind: string) => ids[kinds.indexOf(kind)] ?? ''
    await expect(undone(house(), of('vehicles'))).rejects.toThrow(/不能撤销.*导入车辆加油登记/)
    await expect(undone(house(), of('seals'))).rejects.toThrow(/不能撤销.*导入用印登记簿/)
    await expect(undone(house(), of('assets'))).rejects.toThrow(/不能撤销.*导入财务资产账（对账）/)
    expect(await holdings(house())).toEqual(standing.at(-1))
  })

  it('leaves every sum as it was before, kind by kind, and everything proven', async () => {
    for (const [index, kind] of [...kinds.entries()].reverse()) {
      await undone(house(), ids[index] ?? '')
      expect(await holdings(house()), kind).toEqual(standing[index])
    }
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('happens once, and stays visible with who, when and why', async () => {
    for (const id of ids) await expect(undone(house(), id)).rejects.toThrow(/已于.*撤销/)
    const past = await pastImports(await readingOf(house(), systemActor))
    expect(past.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted())
    expect(past.every((each) => each.undone?.reason === '导错了文件' && each.undone.by === systemActor.name)).toBe(true)
  })

  it('shows undone cards as taken back and counts none of them as stock', async () => {
    const reading = await readingOf(house(), systemActor)
    const seals = await sealPage(reading, listInput.parse({}))
    expect(new Set(seals.rows.map(({ state }) => state))).toEqual(new Set(['undone']))
    expect((await stockPage(reading, listInput.parse({}))).rows).toEqual([])
  })

  it('lets the same files be imported again, to the same sums', async () => {
    for (const kind of kinds) await imported(house(), kind)
    expect(await holdings(house())).toEqual(standing.at(-1))
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })
})

onBothEngines('what rests on an import', (house) => {
  beforeAll(async () => {
    await aBureau(house())
    await aUnit(house(), { name: '办公室' })
  })

  it('is goods that came in later, until they are reversed, and a file that was corrected', async () => {
    const { id } = await imported(house(), 'supplies')
    const item = await house().database.read.findOneByOrFail(SupplyItem, { name: '打印纸' })
    await arranging(house(), (unit) =>
      transferIn(unit, [{ itemId: item.id, quantity: 1_000, valueCents: 1_500 }], '调入', null)
    )
    await expect(undone(house(), id)).rejects.toThrow(/不能撤销.*测试准备 RK-2026-000002/)
    const cars = await imported(house(), 'vehicles')
    const car = await house().database.read.findOneByOrFail(Vehicle, { plate: '湘E10002' })
    await arranging(house(), (unit) =>
      unit
        .update(Vehicle, car, { remarks: '更正' }, '车辆')
        .then(() => unit.about({ type: 'vehicle', id: car.id, number: car.plate }))
    )
    await expect(undone(house(), cars.id)).rejects.toThrow(/不能撤销.*测试准备 湘E10002/)
  })

  it('does not matter for the roster, which says why it is corrected person by person', async () => {
    books['people'] = '姓名,所属单位,编制\n钱新来,办公室,在编\n'
    const { id } = await imported(house(), 'people')
    await expect(undone(house(), id)).rejects.toThrow(/花名册不能整批撤销/)
  })
})
