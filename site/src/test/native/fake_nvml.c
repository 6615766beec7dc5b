/* Stands in for libnvidia-ml.so.1 in tests: devices that do as they are told by the fake_ functions.
 * gcc -shared -fPIC -o libfakenvml.so fake_nvml.c
 */
#include <string.h>

#define MOST 2048

typedef struct {
  char uuid[96];
  unsigned milliwatts;
  unsigned long long millijoules;
  int handle_code, uuid_code, power_code, energy_code, memory_code;
} fake_device;

static fake_device devices[MOST];
static unsigned count;
static int init_code, count_code;

/* What tests say. */

void fake_reset(unsigned how_many) {
  memset(devices, 0, sizeof devices);
  count = how_many;
  init_code = count_code = 0;
}

void fake_device_is(unsigned place, const char *uuid, unsigned milliwatts,
                    unsigned long long millijoules) {
  strncpy(devices[place].uuid, uuid, sizeof devices[place].uuid - 1);
  devices[place].milliwatts = milliwatts;
  devices[place].millijoules = millijoules;
}

void fake_codes(unsigned place, int handle, int uuid, int power, int energy, int memory) {
  devices[place].handle_code = handle;
  devices[place].uuid_code = uuid;
  devices[place].power_code = power;
  devices[place].energy_code = energy;
  devices[place].memory_code = memory;
}

void fake_library_codes(int init, int of_count) {
  init_code = init;
  count_code = of_count;
}

/* What is asked of the library. A value is written even with a code that says it does not count. */

int nvmlInit_v2(void) { return init_code; }
int nvmlShutdown(void) { return 0; }

int nvmlDeviceGetCount_v2(unsigned *answer) {
  *answer = count;
  return count_code;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned place, void **answer) {
  if (place >= count) {
    return 2;
  }
  *answer = &devices[place];
  return devices[place].handle_code;
}

int nvmlDeviceGetUUID(void *device, char *answer, unsigned length) {
  strncpy(answer, ((fake_device *)device)->uuid, length);
  return ((fake_device *)device)->uuid_code;
}

int nvmlDeviceGetPowerUsage(void *device, unsigned *answer) {
  *answer = ((fake_device *)device)->milliwatts;
  return ((fake_device *)device)->power_code;
}

int nvmlDeviceGetTotalEnergyConsumption(void *device, unsigned long long *answer) {
  *answer = ((fake_device *)device)->millijoules;
  return ((fake_device *)device)->energy_code;
}

int nvmlDeviceGetMemoryInfo(void *device, unsigned long long answer[3]) {
  answer[0] = 80ULL << 30;
  answer[1] = 79ULL << 30;
  answer[2] = 1ULL << 30;
  return ((fake_device *)device)->memory_code;
}
