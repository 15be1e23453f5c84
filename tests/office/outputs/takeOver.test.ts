import { call } from '@orpc/server'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { posts as allPosts, type Post } from '@main/contract/posts'
import { appRouter } from '@main/hosts/appRouter'
import { Attachment, AttachmentUse, type Person } from '@main/office/entities'
import { Seal } from '@main/ledgers/seals/entities'
import { demoPicture } from '@main/office/demo/pictures'
import type { CallContext } from '@main/office/procedure'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson, arranging } from '../../support/people'
import { answeredProcedures, declaredProcedures } from '../../support/procedures'
import { signedIn } from './signedIn'

/** What a field for an uploaded file is called, in any ledger. */
const fileName = /(attachment|photo|scan|picture|imprint|draft|newspaper|minutes|papers|file)Ids?$/i
/** Not an uploaded file: a confidential file is a record. */
const records = /^confidential\./
/** Imports ask by themselves that the file is the caller's own, and read one file several times before it is taken. */
const own = /^imports\./

interface Place {
  readonly procedure: string
  readonly field: string
  /** An input that names a file there and nothing else. */
  readonly naming: (attachmentId: string) => unknown
}

const inner = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if ('innerType' in def) return inner(def.innerType)
  return def.type === 'pipe' ? inner(def.in) : schema
}

/** The places of a schema whose name is a file's, by name alone. */
function placesIn(schema: z.core.$ZodType, name = ''): { field: string; naming: (id: string) => unknown }[] {
  const { def } = (inner(schema) as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, part]) =>
        placesIn(part, key).map(({ field, naming }) => ({ field, naming: (id: string) => ({ [key]: naming(id) }) }))
      )
    case 'array':
      return placesIn(def.element, name).map(({ field, naming }) => ({ field, naming: (id: string) => [naming(id)] }))
    case 'union':
      return def.options.flatMap((option) => placesIn(option, name))
    case 'string':
      return fileName.test(name) ? [{ field: name, naming: (id: string) => id }] : []
    default:
      return []
  }
}

const places: readonly Place[] = declaredProcedures()
  .filter(({ path, meta }) => meta.kind === 'command' && !records.test(path) && !own.test(path))
  .flatMap(({ path, input }) =>
    input === undefined ? [] : placesIn(input as z.core.$ZodType).map((place) => ({ procedure: path, ...place }))
  )

it('finds the files acts name in every ledger that takes any', () => {
  expect(places.length).toBeGreaterThan(40)
  expect(new Set(places.map(({ procedure }) => procedure.split('.')[0]))).toEqual(
    new Set(['approvals', 'administration', 'supplies', 'seals', 'vehicles', 'warehouse', 'assets'])
  )
})

onBothEngines('files named by acts', (house) => {
  let clerk: Person
  let other: Person
  let context: CallContext

  beforeAll(async () => {
    await aBureau(house())
    const everyPost = (Object.keys(allPosts) as Post[]).filter((post) => post !== 'inspector')
    clerk = await aPerson(house(), { posts: everyPost })
    other = await aPerson(house())
    context = signedIn(house(), clerk)
  })

  const uploadedBy = async (personId: string) => {
    const sha256 = await house().attachments.keep(demoPicture(0x336699))
    const row = { sha256, name: '扫描件.png', mime: 'image/png', size: 1, personId }
    return arranging(house(), (unit) => unit.append(Attachment, { ...row, at: unit.now }))
  }
  const outcome = async ({ procedure }: Place, input: unknown) => {
    const found = answeredProcedures().get(procedure)
    if (!found) throw new Error(`no ${procedure}`)
    return call(found, input, { context }).then(
      () => 'done',
      (error: unknown) => (error as Error).message
    )
  }
  const notOne = '没有找到附件'
  const elsewhere = '所附文件已用于别的记录，请重新上传'

  describe('by every procedure that takes one', () => {
    it('are refused where somebody else handed them in, or they belong to another record; nothing else stops them there', async () => {
      const [foreign, mine, used] = [await uploadedBy(other.id), await uploadedBy(clerk.id), await uploadedBy(clerk.id)]
      await arranging(house(), (unit) =>
        unit.append(AttachmentUse, {
          attachmentId: used.id,
          at: unit.now,
          act: '登记',
          subjectType: 'asset',
          subjectId: house().newId()
        })
      )
      for (const place of places) {
        const where = `${place.procedure} ${place.field}`
        expect(await outcome(place, place.naming(foreign.id)), where).toBe(notOne)
        expect(await outcome(place, place.naming(house().newId())), where).toBe(notOne)
        expect(await outcome(place, place.naming(used.id)), where).toBe(elsewhere)
        expect([notOne, elsewhere], where).not.toContain(await outcome(place, place.naming(mine.id)))
      }
    })
  })

  it('belong to the record they were handed in for from then on, whatever else an input says', async () => {
    const bytes = new Uint8Array(demoPicture(0x224466))
    const file = await call(appRouter.files.upload, { file: new File([bytes], '印模.png') }, { context })
    let serial = 0
    const enter = async (reasons: Record<string, string> = {}) => {
      serial += 1
      return call(
        appRouter.seals.register.enter,
        {
          name: `印章${serial}`,
          imprintText: `测试印文${serial}`,
          kind: 'bureau',
          material: 'rubber',
          size: '直径4.2厘米',
          shape: 'round',
          unitId: clerk.unitId,
          storage: '保管室一号柜',
          safeguard: '保险柜、监控',
          custodianId: other.id,
          imprintId: file.id,
          reasons
        },
        { context }
      )
    }
    const { id } = await enter()
    const kept = await house().database.read.findOneByOrFail(AttachmentUse, { attachmentId: file.id })
    expect(kept).toMatchObject({ subjectType: 'seal', subjectId: id })
    await expect(enter()).rejects.toThrow(elsewhere)
    // The first seal's id said somewhere does not make it the record the act is about.
    await expect(enter({ 'K-13': id })).rejects.toThrow(elsewhere)
    const seal = await house().database.read.findOneByOrFail(Seal, { id })
    const revised = {
      id,
      version: seal.version,
      storage: '二号柜',
      safeguard: '保险柜',
      scope: ['certificate' as const]
    }
    await call(appRouter.seals.register.revise, { ...revised, imprintId: file.id }, { context })
  })
})
