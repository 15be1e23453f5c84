import { getMetadataArgsStorage, type MigrationInterface, type QueryRunner } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '@main/kernel/actor'
import { provableOf, verifyHouse } from '@main/office/administration/verify'
import { Bureau, Handover, Unit } from '@main/office/entities'
import type { House } from '@main/office/house'
import { Flag, Text, optional } from '@main/platform/database/columns'
import { addColumns, column, dropColumns, triggersOf } from '@main/platform/database/schema'
import { frozenAs, thaw, type Thawed } from '../../frozen/support/frozen'
import type { Engine } from '../../support/house'
import { postgresEnabled } from '../../support/postgres'
import { openThawed } from './support'

const version = '0.1.0'
const { frozenAt } = frozenAs(version)
const engines = (['sqlite', 'postgres'] as const).filter((engine) => engine === 'sqlite' || postgresEnabled)
const thawed = new Map<Engine, Thawed>()
const houses = new Map<Engine, House>()

/** The tables of the house that grow, filled once the first house is open. */
const appendOnlyTables = new Set<string>()
const grown = { columns: { addedNote: column.textOptional }, index: [['addedNote']] } as const
const grownUnits = {
  columns: { addedNote: column.textOptional, addedFlag: { ...column.flag, default: 'false' } }
} as const

/** One more column in every append-only table, and two in a table of records. */
class Grow1999000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of appendOnlyTables) await addColumns(runner, table, grown)
    await addColumns(runner, 'units', grownUnits)
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const table of appendOnlyTables) await dropColumns(runner, table, grown)
    await dropColumns(runner, 'units', grownUnits)
  }
}

const appendOnlyOf = (house: House) => provableOf(house).entities.filter(({ appendOnly }) => appendOnly)
const at = (engine: Engine): House => {
  const house = houses.get(engine)
  if (!house) throw new Error('not open')
  return house
}

function aKey(house: House, more: object = {}): Promise<Handover> {
  return house.database.write({ chain: 'office', act: '测试交接', actor: systemActor }, async (unit) =>
    unit.append(Handover, {
      number: await unit.nextNumber('JJ'),
      at: unit.now,
      kind: 'key',
      ledger: 'office',
      post: null,
      subject: '钥匙',
      subjectId: null,
      fromPersonId: null,
      fromName: '',
      toPersonId: null,
      toName: '某人',
      witnessPersonId: null,
      witnessName: null,
      fromDay: null,
      untilDay: null,
      reason: '领用',
      inventory: null,
      ...more
    })
  )
}

/**
 * Changes stored rows the way somebody with the database's password would; `unguarded` is put back afterwards by
 * `guarded`.
 */
async function tamper(house: House, table: string, sql: string): Promise<void> {
  const { writer } = house.database
  if (house.database.storage.kind === 'postgres') {
    await writer.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await writer.query(sql)
    await writer.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`)
    return
  }
  const guards = await writer.query<{ name: string; sql: string }[]>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?`,
    [table]
  )
  for (const { name } of guards) await writer.query(`DROP TRIGGER ${name}`)
  await writer.query(sql)
  for (const guard of guards) await writer.query(guard.sql)
}

beforeAll(async () => {
  for (const engine of engines) {
    const copy = await thaw(version, engine)
    thawed.set(engine, copy)
    const before = await openThawed(copy, frozenAt)
    // Written by this version before the columns are there: rows of both layouts have to be proven afterwards.
    await aKey(before)
    for (const { entity } of appendOnlyOf(before))
      appendOnlyTables.add(before.database.writer.getMetadata(entity).tableName)
    if (engine === engines.at(-1))
      for (const { entity } of appendOnlyOf(before)) Text(optional)(entity.prototype as object, 'addedNote')
    await before.database.close()
  }
  Text(optional)(Unit.prototype, 'addedNote')
  Flag({ default: false })(Unit.prototype, 'addedFlag')
  for (const engine of engines) {
    const copy = thawed.get(engine)
    if (copy) houses.set(engine, await openThawed(copy, frozenAt, [Grow1999000000000]))
  }
}, 120_000)
afterAll(async () => {
  for (const house of houses.values()) await house.database.close()
  for (const copy of thawed.values()) await copy.drop()
  // The files that come after this one in the same process have no such columns.
  const declared = getMetadataArgsStorage().columns
  declared.splice(
    0,
    declared.length,
    ...declared.filter(({ propertyName }) => !/^added(Note|Flag)$/.test(propertyName))
  )
})

describe.each(engines)('a column added to every append-only table [%s]', (engine) => {
  it('leaves rows of version 0.1.0 and of this version proven, and so are rows that hold a value in it', async () => {
    const { columns } = at(engine).database.writer.getMetadata(Handover)
    expect(columns.map(({ propertyName }) => propertyName)).toContain('addedNote')
    expect(await verifyHouse(at(engine))).toMatchObject({ ok: true })
    await aKey(at(engine))
    await aKey(at(engine), { addedNote: '新增栏目的内容' })
    expect(await verifyHouse(at(engine))).toMatchObject({ ok: true })
  })

  it('K-09 leaves the triggers of every append-only table in force', async () => {
    const house = at(engine)
    const runner = house.database.writer.createQueryRunner()
    try {
      for (const table of [...appendOnlyTables, 'audit_entries'])
        expect(await triggersOf(runner, table), table).toEqual(
          engine === 'postgres'
            ? [`${table}_keep`, `${table}_keep_all`]
            : [`${table}_keep_delete`, `${table}_keep_insert`, `${table}_keep_update`]
        )
    } finally {
      await runner.release()
    }
    await expect(house.database.writer.query(`UPDATE handovers SET added_note = '补写'`)).rejects.toThrow('append-only')
    await expect(house.database.writer.query('DELETE FROM supply_movements')).rejects.toThrow('append-only')
  })

  it.each([
    [
      'of version 0.1.0',
      (house: House) =>
        house.database.read.query<{ id: string }[]>('SELECT id FROM supply_movements ORDER BY id LIMIT 1'),
      'supply_movements'
    ],
    [
      'of this version',
      (house: House) =>
        house.database.read.query<{ id: string }[]>('SELECT id FROM handovers ORDER BY id DESC LIMIT 1'),
      'handovers'
    ]
  ])('names a row %s that was given a value in it behind the program’s back', async (_when, find, table) => {
    const house = at(engine)
    const [row] = await find(house)
    const [kept] = await house.database.read.query<{ note: string | null }[]>(
      `SELECT added_note AS note FROM ${table} WHERE id = '${row?.id}'`
    )
    await tamper(house, table, `UPDATE ${table} SET added_note = '混入' WHERE id = '${row?.id}'`)
    expect(await verifyHouse(house)).toMatchObject({
      ok: false,
      firstBad: { why: expect.stringContaining('内容被改动') }
    })
    await tamper(
      house,
      table,
      `UPDATE ${table} SET added_note = ${kept?.note ? `'${kept.note}'` : 'NULL'} WHERE id = '${row?.id}'`
    )
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })

  it('in a table of records is proven by the changes that fill it, and named where something else did', async () => {
    const house = at(engine)
    const [first, second] = await house.database.read.find(Unit, { order: { id: 'ASC' } })
    if (!first || !second) throw new Error('the demo bureau has units')
    expect(first).toMatchObject({ addedNote: null, addedFlag: false })
    await house.database.write({ chain: 'supplies', act: '别的台账改单位', actor: systemActor }, (unit) =>
      unit.update(Unit, first, { addedNote: '补记', addedFlag: true } as Partial<Unit>, '单位')
    )
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    await house.database.writer.query(`UPDATE units SET added_note = '混入' WHERE id = '${second.id}'`)
    expect(await verifyHouse(house)).toMatchObject({ ok: false, firstBad: { why: expect.stringContaining('不符') } })
    await house.database.writer.query(
      `UPDATE units SET added_note = NULL, added_flag = ${engine === 'postgres' ? 'true' : '1'} WHERE id = '${second.id}'`
    )
    expect(await verifyHouse(house)).toMatchObject({ ok: false, firstBad: { why: expect.stringContaining('不符') } })
    await house.database.writer.query(
      `UPDATE units SET added_flag = ${engine === 'postgres' ? 'false' : '0'} WHERE id = '${second.id}'`
    )
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })

  it('has to be optional and without a default in an append-only table', async () => {
    const { writer } = at(engine).database
    const runner = writer.createQueryRunner()
    try {
      await expect(addColumns(runner, 'handovers', { columns: { must: column.text } })).rejects.toThrow('append-only')
      await expect(
        addColumns(runner, 'handovers', { columns: { must: { ...column.textOptional, default: `''` } } })
      ).rejects.toThrow('append-only')
      expect((await runner.getTable('handovers'))?.findColumnByName('must')).toBeUndefined()
    } finally {
      await runner.release()
    }
  })

  it('goes again by the way back, triggers staying', async () => {
    const house = at(engine)
    const runner = house.database.writer.createQueryRunner()
    try {
      await new Grow1999000000000().down(runner)
      expect((await runner.getTable('handovers'))?.findColumnByName('added_note')).toBeUndefined()
      expect(await triggersOf(runner, 'handovers')).toHaveLength(engine === 'sqlite' ? 3 : 2)
      expect(await house.database.read.count(Bureau)).toBe(1)
    } finally {
      await runner.release()
    }
  })
})
