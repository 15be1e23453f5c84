import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemActor, type Actor } from '@main/kernel/actor'
import { ledgerModules } from '@main/ledgers'
import { Standing } from '@main/ledgers/warehouse/entities'
import { actorOf, holdersOf } from '@main/office/actors'
import { Person, Unit } from '@main/office/entities'
import { prepareExport } from '@main/office/outputs/exportService'
import { importsOf } from '@main/office/outputs/importKinds'
import { verifyHouse } from '@main/office/administration/verify'
import { readingOf } from '@main/office/procedure'
import { closeTestHouse, onBothEngines, openTestHouse, type TestHouse } from '../../support/house'
import { aBureau, aPerson, arranging } from '../../support/people'
import { orderOf, taken, tried } from '../../support/takeOver'
import { tempFolder } from '../../support/tempFolder'

const folder = tempFolder('own-exports')
const kindsOfLedgers = ledgerModules.flatMap(({ imports }) => imports.map(({ kind }) => kind))
const today = '2026-09-30T01:00:00.000Z'

/** Writes the sheets an import reads back; gives the file and how many rows were written. */
async function written(house: TestHouse, kind: string) {
  const { ledger, definition } = importFor(house, kind)
  const book = house.modules.find(({ id }) => id === ledger)?.workbooks[0]
  const actor = await whoExports(house, ledger)
  const prepared = await prepareExport(
    await readingOf(house, actor),
    (work, body) => house.database.write({ ...work, actor }, body),
    { output: book?.id ?? '', sheets: [...(definition.ownSheets ?? [])] }
  )
  const path = join(folder, `${house.newId()}.xlsx`)
  const sheets = await prepared.write(path)
  return { path, rows: sheets.reduce((sum, { rows }) => sum + rows, 0) }
}

/** The register of confidential files says everything to its officer only. */
async function whoExports({ database, clock }: TestHouse, ledger: string): Promise<Actor> {
  if (ledger !== 'confidential') return systemActor
  const [officer] = await holdersOf(database.read, 'confidentialityOfficer', clock.today())
  return (officer && (await actorOf(database.read, officer, clock.today()))) || expect.fail('no officer')
}

const importFor = (house: TestHouse, kind: string) => {
  const found = importsOf(house).find(({ definition }) => definition.kind === kind)
  if (!found) throw new Error(kind)
  return found
}

async function triedOut(house: TestHouse, kind: string, path: string) {
  const { rows, accepted, sums, leftOut, problems } = await tried(house, orderOf(kind, path))
  const held = problems.filter(({ message }) => !message.startsWith('提示：'))
  // Of papers nobody has finished yet there is nothing to take over; the import says so.
  const untaken = problems.filter(({ message }) => /这一行不转入|不作..转入/.test(message)).length
  return { rows, accepted, sums, untaken, offset: leftOut.filter(({ what }) => what === '冲正').length, held }
}

async function takenOver(house: TestHouse, kind: string, path: string): Promise<void> {
  const report = await taken(house, orderOf(kind, path))
  if (!report.committed) throw new Error(JSON.stringify(report.problems.slice(0, 5)))
}

/** The people of the demo bureau in a house of nothing else: registers name them. */
async function sameRoster(from: TestHouse, to: TestHouse): Promise<void> {
  const [units, people] = [await from.database.read.find(Unit), await from.database.read.find(Person)]
  await arranging(to, async (unit) => {
    const ids = new Map<string, string>()
    for (const { id, version: _version, parentId: _parent, ...row } of units)
      ids.set(id, (await unit.insert(Unit, { ...row, parentId: null })).id)
    for (const { id: _id, version: _version, ...row } of people)
      await unit.insert(Person, { ...row, unitId: ids.get(row.unitId) ?? '' })
  })
}

/** What came in, left and is there of detained goods, line by line. */
async function goodsIn({ database: { read } }: TestHouse) {
  const standings = await read.find(Standing)
  return standings
    .filter(({ state }) => state !== 'reversed')
    .map(({ name, quantityIn, quantityOut, onHand }) => [name, quantityIn, quantityOut, onHand].join(' '))
    .sort()
}

async function emptyHouse(from: TestHouse, engine: TestHouse['engine']): Promise<TestHouse> {
  const house = await openTestHouse(engine, today)
  await aBureau(house)
  await sameRoster(from, house)
  await aPerson(house, { name: '沈云琦', posts: ['confidentialityOfficer'] })
  return house
}

onBothEngines(
  'what the suite writes itself',
  (demo) => {
    let first: TestHouse
    let second: TestHouse
    beforeAll(async () => {
      first = await emptyHouse(demo(), demo().engine)
      second = await emptyHouse(demo(), demo().engine)
    })
    afterAll(async () => {
      await closeTestHouse(first)
      await closeTestHouse(second)
    })
    const kinds = () => importsOf(demo()).filter(({ ledger }) => ledger !== 'office')

    it('has a sheet for every import of a ledger', () => {
      for (const { ledger, definition } of kinds()) {
        const sheets = demo()
          .modules.find(({ id }) => id === ledger)
          ?.workbooks.flatMap((book) => book.sheets.map(({ name }) => name))
        expect(definition.ownSheets?.length, definition.kind).toBeGreaterThan(0)
        for (const name of definition.ownSheets ?? []) expect(sheets, definition.kind).toContain(name)
      }
    })

    it.each(kindsOfLedgers)(
      'comes back as %s line by line, and leaves again with the same counts and sums',
      async (kind) => {
        const own = await written(demo(), kind)
        const read = await triedOut(first, kind, own.path)
        expect(read).toMatchObject({ held: [], rows: own.rows - read.offset })
        expect(read.rows).toBeGreaterThan(0)
        await takenOver(first, kind, own.path)
        if (kind === 'detained-goods') expect(await goodsIn(first)).toEqual(await goodsIn(demo()))
        const again = await triedOut(second, kind, (await written(first, kind)).path)
        expect(again).toMatchObject({ held: [], rows: read.rows - read.untaken, sums: read.sums })
        // Refuels and uses name what these hold.
        if (kind === 'vehicles' || kind === 'seals') await takenOver(second, kind, own.path)
      }
    )

    it('leaves everything proven', async () => {
      expect(await verifyHouse(first)).toMatchObject({ ok: true })
    })
  },
  today,
  'demo'
)
