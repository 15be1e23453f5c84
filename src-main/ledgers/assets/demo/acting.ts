import type { Post } from '../../../contract/posts'
import type { SignatureInput } from '../../../contract/values'
import { demoPin } from '../../../office/demo/accounts'
import { demoActs, demoUnitId, holderOf, type DecisionPlan } from '../../../office/demo/acting'
import { Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'

const { actAs, decideInTurn, keepPicture } = demoActs('assets')

/** A one-pixel picture that stands for a scan; the demo bureau has no real papers. */
const blankPage = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64'
)

/** The demo bureau at work on its assets: its people, each acting for themselves. */
export class DemoAssets {
  constructor(readonly house: House) {}

  as<T>(
    personId: string,
    act: string,
    body: (unit: UnitOfWork) => Promise<T>,
    reasons?: Readonly<Record<string, string>>
  ): Promise<T> {
    return actAs(this.house, personId, act, body, reasons)
  }

  unit(name: string): Promise<string> {
    return demoUnitId(this.house, name)
  }

  holder(post: Post, unitName?: string): Promise<string> {
    return holderOf(this.house, post, unitName)
  }

  async person(name: string): Promise<string> {
    return (await this.house.database.read.findOneByOrFail(Person, { name })).id
  }

  signature(personId: string): SignatureInput {
    return { by: 'pin', personId, pin: demoPin }
  }

  decide(approvalId: string | null, plan: DecisionPlan = {}): Promise<void> {
    return decideInTurn(this.house, approvalId, { opinion: '同意。', ...plan })
  }

  scan(personId: string, name: string): Promise<string> {
    return keepPicture(this.house, personId, name, blankPage)
  }
}
