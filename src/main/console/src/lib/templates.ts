import { MANIFEST, type Files } from './files'
import { writeManifest } from './manifest'

export const templates = ['approval', 'empty'] as const
export type Template = (typeof templates)[number]

/** What may be asked about a template's texts, in the reader's language. */
type Texts = (key: string) => string

/** Whether a flow can be called so in an address, and as the id of its process. */
export function isApiPath(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/.test(text)
}

export function xml(text: string): string {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, found => escapes[found])
}

/** The files of a new application with one flow. */
export function newApplication(template: Template, name: string, apiPath: string, t: Texts): Files {
  const application = { [MANIFEST]: writeManifest({ name, description: '' }) }
  return template === 'empty'
    ? { ...application, [`${apiPath}.bpmn`]: blankFlow(apiPath, name, t) }
    : { ...application, ...approval(apiPath, name, t) }
}

function definitions(apiPath: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="${apiPath}-definitions" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.9.0">
${inside}
</bpmn:definitions>
`
}

const shape = (id: string, x: number, y: number, width: number, height: number, inside = '') =>
  `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${id.endsWith('decided') ? ' isMarkerVisible="true"' : ''}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />${inside}</bpmndi:BPMNShape>`

const label = (x: number, y: number, width: number) =>
  `<bpmndi:BPMNLabel><dc:Bounds x="${x}" y="${y}" width="${width}" height="14" /></bpmndi:BPMNLabel>`

const edge = (id: string, points: [number, number][], inside = '') =>
  `      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}${inside}</bpmndi:BPMNEdge>`

const drawing = (apiPath: string, drawn: string[]) => `  <bpmndi:BPMNDiagram id="${apiPath}-diagram">
    <bpmndi:BPMNPlane id="${apiPath}-plane" bpmnElement="${apiPath}">
${drawn.join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>`

/** A flow with nothing but its start, to be drawn on. */
export function blankFlow(apiPath: string, name: string, t: Texts): string {
  return definitions(
    apiPath,
    `  <bpmn:process id="${apiPath}" name="${xml(name)}" isExecutable="true">
    <bpmn:startEvent id="start" name="${xml(t('start'))}" />
  </bpmn:process>
${drawing(apiPath, [shape('start', 180, 142, 36, 36, label(176, 185, 44))])}`
  )
}

/** A form with one field, the ticket's title. */
export function blankForm(id: string, t: Texts): string {
  return form(id, [
    { type: 'textfield', id: 'Field_title', key: 'title', label: t('subject'), properties: { header: 'title' }, validate: { required: true } }
  ])
}

function form(id: string, components: object[]): string {
  const head = { type: 'default', id, schemaVersion: 19, executionPlatform: 'Camunda Cloud', executionPlatformVersion: '8.9.0' }
  return `${JSON.stringify({ ...head, components }, null, 2)}\n`
}

/** Somebody asks, somebody else agrees or not: with forms, quick actions and a validation. */
function approval(apiPath: string, name: string, t: Texts): Files {
  const request = `${apiPath}-request`
  const review = `${apiPath}-review`
  const text = (key: string) => xml(t(key))
  const flow = `  <bpmn:process id="${apiPath}" name="${xml(name)}" isExecutable="true">
    <bpmn:startEvent id="requested" name="${text('request')}">
      <bpmn:extensionElements>
        <zeebe:formDefinition formId="${request}" />
        <zeebe:properties>
          <zeebe:property name="validation" value="${xml(`= if amount <= 0 then "${t('amountRefused')}" else true`)}" />
        </zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:outgoing>opened</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="review" name="${text('review')}">
      <bpmn:extensionElements>
        <zeebe:formDefinition formId="${review}" />
        <zeebe:userTask />
        <zeebe:properties>
          <zeebe:property name="action1.label" value="${text('approve')}" />
          <zeebe:property name="action1.set" value="${xml('= {decision: "approve"}')}" />
          <zeebe:property name="action2.label" value="${text('reject')}" />
          <zeebe:property name="action2.set" value="${xml(`= {decision: "reject", comment: "${t('reject')}"}`)}" />
        </zeebe:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>opened</bpmn:incoming>
      <bpmn:outgoing>reviewed</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="decided" name="${text('decision')}" default="rejected">
      <bpmn:incoming>reviewed</bpmn:incoming>
      <bpmn:outgoing>approved</bpmn:outgoing>
      <bpmn:outgoing>rejected</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:endEvent id="done" name="${text('approved')}">
      <bpmn:incoming>approved</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:endEvent id="refused" name="${text('rejected')}">
      <bpmn:incoming>rejected</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="opened" sourceRef="requested" targetRef="review" />
    <bpmn:sequenceFlow id="reviewed" sourceRef="review" targetRef="decided" />
    <bpmn:sequenceFlow id="approved" name="${text('approve')}" sourceRef="decided" targetRef="done">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${xml('= decision = "approve"')}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="rejected" name="${text('reject')}" sourceRef="decided" targetRef="refused" />
  </bpmn:process>
${drawing(apiPath, [
  shape('requested', 180, 142, 36, 36, label(176, 185, 44)),
  shape('review', 290, 120, 100, 80),
  shape('decided', 465, 135, 50, 50, label(468, 108, 44)),
  shape('done', 620, 142, 36, 36, label(614, 185, 48)),
  shape('refused', 620, 252, 36, 36, label(614, 295, 48)),
  edge('opened', [[216, 160], [290, 160]]),
  edge('reviewed', [[390, 160], [465, 160]]),
  edge('approved', [[515, 160], [620, 160]], label(548, 142, 44)),
  edge('rejected', [[490, 185], [490, 270], [620, 270]], label(534, 252, 44))
])}`
  return {
    [`${apiPath}.bpmn`]: definitions(apiPath, flow),
    [`${request}.form`]: form(request, [
      { type: 'textfield', id: 'Field_title', key: 'title', label: t('subject'), properties: { header: 'title' }, validate: { required: true } },
      { type: 'number', id: 'Field_amount', key: 'amount', label: t('amount'), decimalDigits: 0, validate: { required: true } },
      { type: 'textarea', id: 'Field_reason', key: 'reason', label: t('reason') }
    ]),
    [`${review}.form`]: form(review, [
      {
        type: 'radio',
        id: 'Field_decision',
        key: 'decision',
        label: t('decision'),
        values: [{ label: t('approve'), value: 'approve' }, { label: t('reject'), value: 'reject' }],
        validate: { required: true }
      },
      { type: 'textarea', id: 'Field_comment', key: 'comment', label: t('comment') }
    ])
  }
}
