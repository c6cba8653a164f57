interface Lock {
  packages: Record<
    string,
    { dev?: boolean; optional?: boolean; hasInstallScript?: boolean; license?: string; version?: string }
  >
}
export function listLicences(lock: Lock): string
