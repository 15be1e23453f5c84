import type { Chart } from '../../contract/office'
import { carrierStates, livingStates } from '../../contract/confidential/words'
import type { Reading } from '../../office/house'
import { CarrierStanding } from './entities'
import { isOfficer } from './visibility'

/** Where the carriers are, for the officer alone: a count tells that there are files (SEC-02). */
export async function confidentialCharts({ manager, actor }: Reading): Promise<readonly Chart[]> {
  if (!isOfficer(actor)) return []
  const counted = await manager
    .createQueryBuilder(CarrierStanding, 's')
    .select('s.state', 'state')
    .addSelect('COUNT(*)', 'carriers')
    .where('s.state IN (:...living)', { living: [...livingStates] })
    .groupBy('s.state')
    .getRawMany<{ state: string; carriers: number | string }>()
  const byState = new Map(counted.map(({ state, carriers }) => [state, Number(carriers)]))
  return [
    {
      id: 'confidential.places',
      title: '密级文件载体所在',
      unit: '份',
      kind: 'bar',
      points: livingStates.map((state) => ({
        label: carrierStates[state],
        value: byState.get(state) ?? 0,
        link: `/confidential/carriers?state=${state}`
      })),
      link: '/confidential/carriers'
    }
  ]
}
