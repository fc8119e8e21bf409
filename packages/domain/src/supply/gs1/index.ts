export { readScan, readScanDay, type Scan, type ScanFault } from './read-scan.js'
