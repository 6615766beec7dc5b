-- Asks the gate on the loopback whether a job may be submitted, or changed so that it could do more.
--
-- Slurm admits a job whose hook fails at run time, or returns something else than a number. So every
-- entry point runs inside pcall, and whatever is not the one line ADMIT is a refusal: no answer, a late
-- one, another status, a field of an unknown shape. slurmctld holds its locks while this file runs, so
-- the whole of it has a limit of time, and nothing here waits for anything but the gate.
--
-- A job is counted at its worst: the devices of all tasks of an array together, whole nodes where it
-- takes them whole, as many nodes as it would accept. What it truly gets is asked again at its start.

local GATE_HOST = "@GATE_HOST@"
local GATE_PORT = @GATE_PORT@
local TOKEN_FILE = "@TOKEN_FILE@" -- without it an answer would count for nothing
local DEVICES_PER_NODE = @DEVICES_PER_NODE@ -- of the largest node
local COUNTED = { @COUNTED_GRES@ } -- generic resources that are devices
local SHARES = { mps = true, shard = true } -- parts of devices: unless they are counted, nobody knows
local SECONDS_MAX = 0.4 -- for all that is asked about one job

local REFUSED = slurm.ERROR or -1
local NUMBER_MAX = 2147483647
local SIZES = { k = 1024, m = 1048576, g = 1073741824 }

local here, socket = pcall(require, "socket")

local function doubt(text, ...)
  error({ doubt = string.format(text, ...) })
end

-- Slurm has one way of saying "not set" for each width of number.
local function number(value, name)
  if value == nil then return nil end
  if type(value) ~= "number" or value ~= value or value < 0 then
    doubt("%s is no number: %s", name, tostring(value))
  end
  if value == slurm.NO_VAL or value == slurm.NO_VAL16 or value == slurm.NO_VAL64
      or value == slurm.NO_VAL8 then
    return nil
  end
  return value
end

local function positive(value, name)
  local set = number(value, name)
  if set == nil or set == 0 then return nil end
  return set
end

local function text(value)
  if value == nil or value == "" then return nil end
  return tostring(value)
end

-- The devices of one item, as Slurm reads it: name, name:number, name:type or name:type:number.
local function count_of(item, kind, name)
  local parts = {}
  for part in string.gmatch(string.sub(item, #kind + 1), "[:=]([^:=]*)") do
    table.insert(parts, part)
  end
  local last = parts[#parts]
  local digits, size = string.match(last or "", "^(%d+)([kKmMgG]?)$")
  if digits then
    if #parts > 2 then doubt("%s has no clear number: %s", name, item) end
    return tonumber(digits) * (SIZES[string.lower(size)] or 1)
  end
  if #parts > 1 then doubt("%s has no clear number: %s", name, item) end
  return 1
end

-- The devices that one list of resources names: "gres:gpu:h100:8,gres/nvme=1" are eight.
local function devices_named(list, name)
  local total = 0
  for item in string.gmatch(text(list) or "", "[^,]+") do
    local bare = string.gsub(item, "^gres[:/]", "")
    local kind = string.match(bare, "^([%w_%-]+)")
    if kind == nil then doubt("%s names nothing known: %s", name, item) end
    if COUNTED[kind] then
      total = total + count_of(bare, kind, name)
    elseif SHARES[kind] then
      doubt("%s asks for %s, and nobody said how many devices that is", name, kind)
    end
  end
  return total
end

-- How many tasks an array has: "0-9%2" ten, "0-9:2" five, "1,3,5-7" five.
local function tasks_of_array(spec)
  if text(spec) == nil then return 1 end
  local tasks = 0
  for part in string.gmatch(string.gsub(spec, "%%%d+$", ""), "[^,]+") do
    local low, high, step = string.match(part, "^%[?(%d+)%-(%d+):?(%d*)%]?$")
    if low then
      local stride = tonumber(step) or 1
      if stride < 1 or tonumber(high) < tonumber(low) then doubt("the array is %s", spec) end
      tasks = tasks + math.floor((tonumber(high) - tonumber(low)) / stride) + 1
    elseif string.match(part, "^%[?%d+%]?$") then
      tasks = tasks + 1
    else
      doubt("the array is %s", spec)
    end
  end
  return tasks
end

-- How many nodes a list names: "n1,n[4-7]" five; nil if it is too clever to count.
local function nodes_named(list)
  if string.find(list, "%][^,]*%[") then return nil end
  local total = 0
  local plain = string.gsub(list, "[^,%[]*(%b[])[^,%[]*", function(group)
    total = total + tasks_of_array(string.sub(group, 2, -2))
    return ""
  end)
  for _ in string.gmatch(plain, "[^,]+") do total = total + 1 end
  return total
end

-- The most nodes a job would accept.
local function nodes_of(job, partition)
  local all = positive(partition.total_nodes, "total_nodes")
  if all == nil then doubt("partition %s has no nodes", tostring(partition.name)) end
  local least = positive(job.min_nodes, "min_nodes") or 1
  local most = positive(job.max_nodes, "max_nodes")
  if most == nil then
    most = math.max(least, positive(job.num_tasks, "num_tasks") or 1)
    if text(job.req_nodes) then most = math.max(most, nodes_named(job.req_nodes) or all) end
  end
  return math.max(least, math.min(most, all))
end

local function tasks_of(job, nodes)
  local a_node = positive(job.ntasks_per_node, "ntasks_per_node") or 1
  return math.max(positive(job.num_tasks, "num_tasks") or 0, nodes * a_node)
end

local function takes_whole_nodes(job, partition)
  return number(job.shared, "shared") == 0 or number(partition.max_share, "max_share") == 0
end

-- The devices of one task of an array, or of a job that is none.
local function devices_of(job, partition)
  local nodes = nodes_of(job, partition)
  local tasks = tasks_of(job, nodes)
  local sockets = positive(job.sockets_per_node, "sockets_per_node")
  local a_socket = devices_named(job.tres_per_socket, "tres_per_socket")
  local ways = {
    devices_named(job.tres_per_job, "tres_per_job"),
    devices_named(job.tres_per_node, "tres_per_node") * nodes,
    devices_named(job.tres_per_task, "tres_per_task") * tasks,
    sockets and a_socket * sockets * nodes or (a_socket > 0 and DEVICES_PER_NODE * nodes or 0),
  }
  local per_device = positive(job.ntasks_per_tres, "ntasks_per_tres")
  if per_device then table.insert(ways, math.ceil(tasks / per_device)) end
  if takes_whole_nodes(job, partition) then table.insert(ways, DEVICES_PER_NODE * nodes) end
  local most = 0
  for _, devices in ipairs(ways) do most = math.max(most, devices) end
  return most
end

-- In seconds; nil if it never ends.
local function limit_of(minutes, partition)
  local set = minutes
  if set == nil or set == slurm.NO_VAL then set = partition.default_time end
  if set == nil or set == slurm.NO_VAL then set = partition.max_time end
  if set == nil or set == 0 or set == slurm.NO_VAL or set == slurm.INFINITE then return nil end
  if type(set) ~= "number" or set < 0 then doubt("the time limit is %s", tostring(set)) end
  return set * 60
end

-- The words that an owner writes into a comment: "permit:9f3a lineage:atlas".
local function words_of(comment)
  local found = {}
  for word in string.gmatch(text(comment) or "", "[^%s,]+") do
    for _, name in ipairs({ "permit", "lineage" }) do
      local value = string.match(word, "^" .. name .. ":(.+)$")
      if value then
        if found[name] and found[name] ~= value then doubt("the comment names two of %s", name) end
        found[name] = value
      end
    end
  end
  return found
end

local function partition_named(name, partitions)
  local found = partitions[name]
  if found == nil then doubt("partition %s is none that this user may use", tostring(name)) end
  return found
end

local function default_partition(partitions)
  for name, partition in pairs(partitions) do
    if partition.flag_default == 1 then return name end
  end
  doubt("no partition is named, and none is the default")
end

-- One demand for each partition that the job would start in.
local function demands_of(job, partitions, array_tasks)
  local owner = text(job.user_name)
  if owner == nil then doubt("the user %s has no name", tostring(job.user_id)) end
  local words = words_of(job.comment)
  local demands = {}
  for name in string.gmatch(text(job.partition) or default_partition(partitions), "[^,]+") do
    local partition = partition_named(name, partitions)
    local devices = job.devices or math.max(job.devices_least or 0, devices_of(job, partition))
    table.insert(demands, {
      queue = name,
      owner = owner,
      account = text(job.account) or text(job.default_account) or owner,
      devices = devices * array_tasks,
      seconds = limit_of(job.time_limit, partition),
      permit = words.permit,
      lineage = words.lineage,
    })
  end
  if #demands == 0 then doubt("the partition is %s", tostring(job.partition)) end
  return demands
end

local function encoded(value)
  return (string.gsub(value, "[^%w%-_%.~]", function(byte)
    return string.format("%%%02X", string.byte(byte))
  end))
end

local function whole(value)
  if value ~= value or value < 0 or value > NUMBER_MAX then value = NUMBER_MAX end
  return string.format("%.0f", math.ceil(value))
end

local function token()
  local file = io.open(TOKEN_FILE, "r")
  local line = file and file:read("*l")
  if file then file:close() end
  if text(line) == nil then doubt("the token in %s cannot be read", TOKEN_FILE) end
  return line
end

local function question(occasion, job, demand)
  local parts = {
    "occasion=" .. occasion,
    "scheduler=slurm",
    "queue=" .. encoded(demand.queue),
    "owner=" .. encoded(demand.owner),
    "account=" .. encoded(demand.account),
    "devices=" .. whole(demand.devices),
    "seconds=" .. (demand.seconds and whole(demand.seconds) or "unlimited"),
  }
  if job then table.insert(parts, "job=" .. encoded(job)) end
  if demand.permit then table.insert(parts, "permit=" .. encoded(demand.permit)) end
  if demand.lineage then table.insert(parts, "lineage=" .. encoded(demand.lineage)) end
  table.insert(parts, "token=" .. encoded(token()))
  return "/v1/verdict?" .. table.concat(parts, "&")
end

-- The answer's one line; nil and why if there is none in time.
local function fetch(path, deadline)
  if not here then return nil, "lua-socket is not installed" end
  local connection = socket.tcp()
  local function step(call, ...)
    local left = deadline - socket.gettime()
    if left <= 0 then return nil, "timeout", "" end
    connection:settimeout(left, "t")
    return connection[call](connection, ...)
  end
  local done, why = step("connect", GATE_HOST, GATE_PORT)
  if done then
    done, why = step("send", "GET " .. path .. " HTTP/1.0\r\nHost: " .. GATE_HOST .. "\r\n\r\n")
  end
  if not done then
    connection:close()
    return nil, why
  end
  -- The gate closes when it has answered, far below this many bytes.
  local all, ended, part = step("receive", 4096)
  connection:close()
  if not all and ended ~= "closed" then return nil, ended end
  local status, body = string.match(all or part, "^HTTP/1%.%d (%d%d%d) .-\r\n\r\n(.*)$")
  if status ~= "200" then return nil, "status " .. tostring(status) end
  return (string.gsub(body, "\r?\n$", ""))
end

local function ask(occasion, job, demands)
  local deadline = here and socket.gettime() + SECONDS_MAX or 0
  for _, demand in ipairs(demands) do
    local began = here and socket.gettime() or 0
    local answer, why = fetch(question(occasion, job, demand), deadline)
    slurm.log_info("standstill: %s %s: %s devices in %s: %s (%.2f ms)", occasion, demand.owner,
      whole(demand.devices), demand.queue, answer or ("no answer: " .. tostring(why)),
      ((here and socket.gettime() or 0) - began) * 1000)
    if answer ~= "ADMIT" then
      local words = answer and string.match(answer, "^REFUSE ([^%c]+)$")
      slurm.log_user("standstill: refused: %s",
        words or ("gate-silent: the site agent did not answer (" .. tostring(why or "odd answer") .. ")"))
      return REFUSED
    end
  end
  return slurm.SUCCESS
end

local function submit(job, partitions)
  return ask("submit", nil, demands_of(job, partitions, tasks_of_array(job.array_inx)))
end

-- A job as its record has it, and as a change would leave it.
local FIELDS = { "account", "comment", "partition", "tres_per_job", "tres_per_node", "tres_per_socket",
  "tres_per_task", "req_nodes" }
local NUMBERS = { "min_nodes", "max_nodes", "num_tasks", "time_limit", "ntasks_per_node",
  "ntasks_per_tres", "sockets_per_node", "shared" }

local function touched(change)
  for _, name in ipairs(FIELDS) do
    if change[name] ~= nil then return true end
  end
  for _, name in ipairs(NUMBERS) do
    if number(change[name], name) ~= nil then return true end
  end
  return positive(change.end_time, "end_time") ~= nil
end

-- The devices in a list that Slurm itself made, such as "cpu=8,node=1,gres/gpu=8,gres/gpu:h100=8".
local function devices_tracked(list)
  local total = 0
  for item in string.gmatch(text(list) or "", "[^,]+") do
    local kind, count = string.match(item, "^gres/([%w_%-]+)=(%d+)$")
    if kind and COUNTED[kind] then total = total + tonumber(count) end
  end
  return total
end

-- A record lacks some of what was asked for, so what Slurm made of it counts too; and once the job has
-- devices, they do.
local function recorded(record, change)
  local job = { user_name = text(record.user_name) or change.user_name, user_id = record.user_id }
  for _, name in ipairs(FIELDS) do job[name] = record[name] end
  for _, name in ipairs(NUMBERS) do job[name] = number(record[name], name) end
  local state = (number(record.job_state, "job_state") or 0) % 256
  if state == 1 or state == 2 then
    job.devices = devices_tracked(record.tres_fmt_alloc_str)
  else
    job.devices_least = devices_tracked(record.tres_fmt_req_str)
  end
  return job
end

local function changed(record, change)
  local job = recorded(record, change)
  for _, name in ipairs(FIELDS) do
    if change[name] ~= nil then job[name] = change[name] end
  end
  for _, name in ipairs(NUMBERS) do
    local value = number(change[name], name)
    if value ~= nil then job[name] = value end
  end
  return job
end

local function within(after, before)
  for _, name in ipairs({ "queue", "owner", "account", "permit", "lineage" }) do
    if after[name] ~= before[name] then return false end
  end
  if after.devices > before.devices then return false end
  return before.seconds == nil or (after.seconds ~= nil and after.seconds <= before.seconds)
end

local function name_of(record)
  local array = positive(record.array_job_id, "array_job_id")
  local task = number(record.array_task_id, "array_task_id")
  if array and task then return string.format("%.0f_%.0f", array, task) end
  local whole_job = positive(record.het_job_id, "het_job_id")
  if whole_job then return string.format("%.0f+%.0f", whole_job, record.het_job_offset) end
  return string.format("%.0f", array or record.job_id)
end

-- Holding, releasing, requeueing and lowering are nobody's to refuse: a pause needs them.
local function modify(change, record, partitions)
  if not touched(change) then return slurm.SUCCESS end
  if positive(change.end_time, "end_time") then
    doubt("set TimeLimit, not EndTime: an end is not compared with a limit")
  end
  local tasks = positive(record.array_task_cnt, "array_task_cnt") or 1
  local after = demands_of(changed(record, change), partitions, tasks)
  local known, before = pcall(demands_of, recorded(record, change), partitions, tasks)
  local rises = not known or #after ~= #before
  for i, demand in ipairs(after) do
    rises = rises or not within(demand, before[i])
  end
  if not rises then return slurm.SUCCESS end
  return ask("modify", name_of(record), after)
end

-- Whatever goes wrong in here is a refusal.
local function guarded(judge, ...)
  local ran, result = pcall(judge, ...)
  if ran and type(result) == "number" then return result end
  local why = type(result) == "table" and result.doubt or tostring(result)
  pcall(slurm.log_error, "standstill: refused in doubt: %s", why)
  pcall(slurm.log_user, "standstill: refused: in-doubt: %s", why)
  return REFUSED
end

function slurm_job_submit(job, partitions, submitter)
  return guarded(submit, job, partitions)
end

function slurm_job_modify(change, record, partitions, modifier)
  return guarded(modify, change, record, partitions)
end

slurm.log_info("standstill: job_submit.lua asks %s:%d", GATE_HOST, GATE_PORT)
return slurm.SUCCESS
