import 'camunda-bpmn-js/dist/assets/camunda-cloud-modeler.css'
import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler'
import { kaidanGroup } from './kaidanGroup'
import { PAUSE } from './pause'
import { translation } from './translate'

/** The modeler of camunda-bpmn-js with our group of properties, in the reader's language. */
export function createModeler(container: HTMLElement, panel: HTMLElement, locale: string, t: (key: string) => string) {
  return new Modeler({
    container,
    propertiesPanel: { parent: panel },
    additionalModules: [kaidanGroup, translation(locale)],
    kaidan: { t },
    debounceInput: PAUSE,
    disableAdjustOrigin: true
  } as ConstructorParameters<typeof Modeler>[0])
}
