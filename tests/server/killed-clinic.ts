// The fake clinic in a process of its own, for being killed. Prints its address.
import { openClinic } from './fake-clinic.js'

const { url } = await openClinic({ folder: process.argv[2] as string })
console.log(url)
