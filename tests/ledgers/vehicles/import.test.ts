import { readFile as readBytes } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { readFile, keepStatement, settleMatch } from '@main/ledgers/vehicles/statement/acts'
import { matches } from '@main/ledgers/vehicles/statement/rows'
import { CardStatement, Refuel, StatementMatch, Vehicle } from '@main/ledgers/vehicles/entities'
import { vehicleProofs } from '@main/ledgers/vehicles/proofs'
import { verifyHouse } from '@main/office/administration/verify'
import { Attachment, type Person } from '@main/office/entities'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import truths from '../../support/samples/truth-statement-confidential.json' with { type: 'json' }
import truth from '../../support/samples/truth.json' with { type: 'json' }
import { onBothEngines } from '../../support/house'
import { arranging, aBureau, aPerson, aUnit } from '../../support/people'
import { orderOf, taken, tried } from '../../support/takeOver'
import { doing, readingAs } from '../../support/vehicles'

const sample = (name: string) => fileURLToPath(new URL(`../../support/samples/${name}`, import.meta.url))
const book = sample('车辆及加油台账.xlsx')

onBothEngines('the register of vehicles and refuels kept so far', (house) => {
  let officer: Person
  beforeAll(async () => {
    await aBureau(house())
    officer = await aPerson(house(), {
      name: '韦车管',
      unitId: (await aUnit(house(), { name: '车管办' })).id,
      posts: ['vehicleOffice']
    })
  })

  it('VEH-01 gives the rows and sums of its truth, one file a plate', async () => {
    const report = await tried(house(), orderOf('vehicles', book))
    expect(report).toMatchObject({ rows: truth.vehicles.rows, accepted: truth.vehicles.rows })
    expect(await taken(house(), orderOf('vehicles', book))).toMatchObject({ committed: true })
    const vehicles = await house().database.read.find(Vehicle, { order: { number: 'ASC' } })
    expect(vehicles).toHaveLength(12)
    expect(vehicles[0]).toMatchObject({
      plate: '湘EC3291',
      tank: 55_000,
      openingKm: 64_902,
      priceCents: 8_720_000,
      compulsoryUntil: '2026-10-24',
      opening: true
    })
    // The register names one person as both drivers of one car: only the main one is taken.
    expect(vehicles.find(({ plate }) => plate === '湘EA2147')).toMatchObject({ secondDriverId: null })
    expect((await taken(house(), orderOf('vehicles', book), 'b'.repeat(64))).committed).toBe(false)
  })

  it('VEH-02 VEH-07 VEH-10 keep what the old register breaks as opening entries with their findings', async () => {
    const report = await tried(house(), orderOf('refuels', book))
    expect(report).toMatchObject({ rows: truth.vehicles.refuels, accepted: truth.vehicles.refuels })
    expect(report.sums).toMatchObject({
      amountCents: truth.vehicles.fuelCents,
      quantity: truth.vehicles.litersTenths / 10
    })
    const saying = (words: RegExp) => report.problems.filter(({ message }) => words.test(message)).length
    expect([
      saying(/超过.*油箱容积/),
      saying(/小于前一次/),
      saying(/小于.*初始里程/),
      saying(/不是.*主、副驾驶员/)
    ]).toEqual([11, 27, 82, 150])
    expect(await taken(house(), orderOf('refuels', book))).toMatchObject({ committed: true })
    const refuels = await house().database.read.find(Refuel)
    expect(refuels.filter(({ opening }) => opening)).toHaveLength(151)
    expect(refuels.filter(({ totalKm }) => totalKm === null)).toHaveLength(27)
    const kept = await house().database.read.findBy(ExceptionEntry, { chain: 'vehicles' })
    const count = (rule: string) => kept.filter((each) => each.rule === rule).length
    expect([count('VEH-10'), count('VEH-07'), count('VEH-02')]).toEqual([11, 27 + 82, 150])
    expect((await Promise.all(vehicleProofs.map((proof) => proof(house().database.read)))).flat()).toEqual([])
  })

  it('VEH-09 holds the card statement against it: nine differences, each of its kind', async () => {
    const { result, rows } = truths['加油卡对账单.xlsx']
    const bytes = await readBytes(sample('加油卡对账单.xlsx'))
    const sha256 = await house().attachments.keep(bytes)
    const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const attachment = await arranging(house(), (unit) =>
      unit.append(Attachment, {
        sha256,
        name: '加油卡对账单.xlsx',
        mime,
        size: bytes.length,
        at: unit.now,
        personId: null
      })
    )
    const read = await readFile(house(), attachment.id)
    expect(read.lines).toHaveLength(rows.dataRows)
    const statement = await doing(house(), officer, (unit) => keepStatement(unit, read))
    expect(statement).toMatchObject({
      number: 'YD-2026-000001',
      litres: 4_083_400,
      amountCents: 3_147_400,
      openCount: 9
    })
    const found = await house().database.read.findBy(StatementMatch, { statementId: statement.id })
    const count = (kind: string) => found.filter((each) => each.kind === kind).length
    expect({
      agreeing: count('agreeing'),
      notRegistered: count('notRegistered'),
      notOnStatement: count('notOnStatement'),
      amountDiffers: count('amount'),
      litresDiffer: count('litres'),
      gradeDiffers: count('grade'),
      wrongCard: count('card'),
      dateDiffers: count('date'),
      notFuel: count('goods'),
      tolerance: result.tolerance
    }).toEqual(result)
    // The refuel charged twice and its reversal net to nothing.
    expect(count('netted')).toBe(2)
    await expect(doing(house(), officer, (unit) => keepStatement(unit, read))).rejects.toMatchObject({
      type: 'invalid'
    })
  })

  it('VEH-09 names each planted difference by its row and settles it with a reason', async () => {
    const reading = await readingAs(house(), officer)
    const rows = await matches.rows(reading, await reading.manager.find(StatementMatch))
    const of = (kind: string) => rows.filter((row) => row.kind === kind)
    expect(of('amount')[0]).toMatchObject({
      plate: '湘EC3291',
      lineCents: 24_144,
      refuelCents: 27_144,
      differenceCents: -3_000
    })
    expect(of('litres')[0]).toMatchObject({ plate: '湘EF4493', lineLitres: 45_500, refuelLitres: 51_500 })
    expect(of('card')[0]).toMatchObject({ plate: '湘EG8059', cardNumber: '1000119900007300000（位数丢失）' })
    expect(
      of('notRegistered')
        .map(({ plate }) => plate)
        .sort()
    ).toEqual(['湘EB6640', '湘EK1208'])
    expect(of('notOnStatement')[0]).toMatchObject({ plate: '湘EH5691', refuelCents: 34_755 })
    const { id, version } = of('amount')[0] ?? { id: '', version: 0 }
    const settled = await doing(house(), officer, (unit) =>
      settleMatch(unit, { id, version, settlement: '加油站优惠30元，按实付更正报账' })
    )
    expect(settled).toMatchObject({ state: 'settled', settledBy: '韦车管' })
    expect((await house().database.read.find(CardStatement))[0]?.openCount).toBe(8)
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })
})
