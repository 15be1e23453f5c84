import type { Post } from '../../../contract/posts'
import { holdersOf } from '../../../office/actors'
import { demoActs, type DecisionPlan } from '../../../office/demo/acting'
import type { DemoDiary } from '../../../office/demo/diary'
import { Person, Unit } from '../../../office/entities'
import { demoPicture } from '../../../office/demo/pictures'

/** Reasons the demo's people give for the warnings they meet, whatever the hour the demo is made at. */
const reasons = {
  'WH-02': '夜间联合整治行动收缴，随收随入库',
  'WH-14': '配合年终检查提前清整',
  'K-13': '外勤返回后补登'
}

/** People of the demo bureau who work with detained goods, and the diary they act by. */
export interface DemoCast {
  readonly diary: DemoDiary
  readonly keeper: string
  readonly squads: readonly DemoSquad[]
  readonly photos: readonly string[]
  readonly scan: string
}

export interface DemoSquad {
  readonly id: string
  readonly head: string
  readonly officers: readonly string[]
}

const demo = demoActs('warehouse', reasons)
export const { actAs } = demo

/** Lets whoever may decide, step by step, some time after another. */
export const decideInTurn = ({ diary }: DemoCast, approvalId: string | null, plan: DecisionPlan = {}): Promise<void> =>
  demo.decideInTurn(diary.house, approvalId, { before: () => diary.later(65), ...plan })

/**
 * Finds the demo bureau's keeper and squads, and keeps a few pictures to show; undefined where a bureau has no keeper
 * or squads.
 */
export async function castOf(diary: DemoDiary): Promise<DemoCast | undefined> {
  const { house } = diary
  const { read } = house.database
  const today = house.clock.today()
  const holder = async (post: Post, unitId?: string) =>
    (await holdersOf(read, post, today, unitId ? { unitId } : {}))[0]
  const keeper = await holder('warehouseKeeper')
  if (!keeper) return undefined
  const squads: DemoSquad[] = []
  for (const unit of await read.find(Unit, { where: { kind: 'squad', active: true }, order: { name: 'ASC' } })) {
    const head = await holder('unitHead', unit.id)
    const officers = (await read.find(Person, { where: { unitId: unit.id }, order: { id: 'ASC' } }))
      .filter((person) => (person.kind === 'permanent' || person.kind === 'contract') && person.id !== head)
      .map((person) => person.id)
    if (head && officers.length >= 2) squads.push({ id: unit.id, head, officers })
  }
  if (squads.length < 2) return undefined
  const keep = (name: string, picture: Buffer) => demo.keepPicture(house, keeper, name, picture)
  const photos = await Promise.all(
    [0x3f7d3a, 0xb5562b, 0x2b5fb5].map((colour, index) => keep(`物品照片${index + 1}.png`, demoPicture(colour)))
  )
  return {
    diary,
    keeper,
    squads,
    photos,
    scan: await keep('文书扫描件.png', demoPicture(0xf5f0e0))
  }
}
