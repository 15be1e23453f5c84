import { officeProcedures as os } from '../procedures'
import { confirmedByAnother, secondPeople } from '../accounts/secondPerson'
import { newCode, type NewCode } from '../accounts/oneTimeCode'
import { appoint, endAppointment } from './appointments'
import { arrangePosts, postProposals } from './arrangePosts'
import { bureauInfo } from './bureau'
import { appointmentRows, peopleChoices, peoplePage, personRow } from './queries'
import { createPerson, updatePerson } from './service'

export const peopleProcedures = {
  bureau: os.bureau.handler(async ({ context }) => bureauInfo(await context.reading())),
  people: os.people.handler(async ({ context, input }) => peoplePage(await context.reading(), input)),
  peopleChoices: os.peopleChoices.handler(async ({ context }) => peopleChoices(await context.reading())),
  person: os.person.handler(async ({ context, input }) => personRow(await context.reading(), input.id)),
  createPerson: os.createPerson.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '新增人员', reasons: input.reasons }, async (unit) => ({
      id: (await createPerson(unit, input)).id
    }))
  ),
  updatePerson: os.updatePerson.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '修改人员信息', reasons: input.reasons }, async (unit) => ({
      version: (await updatePerson(unit, input)).version
    }))
  ),
  appointments: os.appointments.handler(async ({ context, input }) => appointmentRows(await context.reading(), input)),
  appoint: os.appoint.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '任职', reasons: input.reasons }, async (unit) => {
      const { id, personId: concernedId } = await appoint(unit, context.house, input)
      await confirmedByAnother(unit, input.second, {
        concernedId,
        subject: { type: 'appointment', id },
        what: '任职'
      })
      return { id }
    })
  ),
  postProposals: os.postProposals.handler(async ({ context }) => postProposals(await context.reading())),
  arrangePosts: os.arrangePosts.handler(async ({ context, input }) => {
    const codes: NewCode[] = []
    // One after the other: hashing takes memory on purpose.
    for (const { login } of input.people) if (login !== null && !context.preview) codes.push(await newCode())
    return context.write({ chain: 'office', act: '批量任职', reasons: input.reasons }, async (unit) => ({
      codes: await arrangePosts(unit, context.house, input, codes)
    }))
  }),
  seconds: os.seconds.handler(async ({ context, input }) =>
    secondPeople(await context.reading(), input.concernedId ?? null)
  ),
  endAppointment: os.endAppointment.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '结束任职', reasons: input.reasons }, async (unit) => {
      const { id, version, personId: concernedId } = await endAppointment(unit, context.house, input)
      await confirmedByAnother(unit, input.second, {
        concernedId,
        subject: { type: 'appointment', id },
        what: '免去任职'
      })
      return { version }
    })
  )
}
