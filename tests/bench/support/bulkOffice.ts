import { systemActor } from '@main/kernel/actor'
import { personSearchKey } from '@main/kernel/searchKey'
import { Appointment, Attachment, Bureau, Person, Unit } from '@main/office/entities'
import type { UnitKind } from '@main/contract/people'
import type { House } from '@main/office/house'

const surnames = ['陈', '刘', '龙', '唐', '谢', '罗', '江', '蒋', '周', '任', '单', '米', '曾', '肖', '尹', '付']
const givenNames = ['建国', '丽华', '志强', '小红', '永胜', '洁', '海涛', '玉兰', '文斌', '晓东', '春梅', '立新']

/** The bureau of a bench: units with people, and a picture that stands for every scan. */
export interface BulkOffice {
  readonly units: readonly Unit[]
  readonly people: readonly Person[]
  readonly head: Person
  readonly picture: string
}

/** Founds a bureau with units of a kind and ten people in each. */
export async function aBulkOffice(house: House, units: number, kind: UnitKind): Promise<BulkOffice> {
  return house.database.write({ chain: 'office', act: '基准准备', actor: systemActor }, async (unit) => {
    await unit.insert(Bureau, {
      name: '基准城市管理和综合执法局',
      shortName: '基准局',
      profile: 'dongkou',
      demo: false
    })
    const made = await unit.insertMany(
      Unit,
      Array.from({ length: units }, (_, index) => ({
        name: `${kind === 'squad' ? '片区' : '科室'}${index + 1}`,
        kind,
        parentId: null,
        active: true
      }))
    )
    const people = await unit.insertMany(
      Person,
      made.flatMap(({ id }, at) =>
        Array.from({ length: 10 }, (_, index) => {
          const name = `${surnames[(at + index) % surnames.length]}${givenNames[(at * 10 + index) % givenNames.length]}`
          const more = {
            position: null,
            joinedOn: null,
            departedOn: null,
            phone: null,
            remarks: null,
            searchKey: personSearchKey(name)
          }
          return { name, unitId: id, kind: 'permanent' as const, status: 'active' as const, ...more }
        })
      )
    )
    const [head] = people
    if (!head) throw new Error('nobody')
    const term = {
      unitId: null,
      matter: null,
      fromDay: '2020-01-01',
      toDay: null,
      documentNumber: null,
      handoverId: null,
      standsInForId: null
    }
    await unit.insert(Appointment, { personId: head.id, post: 'head', ...term })
    const picture = await unit.append(Attachment, {
      sha256: '0'.repeat(64),
      name: '扫描件.png',
      mime: 'image/png',
      size: 1,
      at: unit.now,
      personId: null
    })
    return { units: made, people, head, picture: picture.id }
  })
}

/** The element a running number falls on. */
export function pick<T>(from: readonly T[], index: number): T {
  const chosen = from[index % from.length]
  if (chosen === undefined) throw new Error('nothing to choose from')
  return chosen
}
