#!/usr/bin/env python3
"""gen.py N SEED OUT -- deterministic synthetic roster CSV (numpy only, fast).

12 columns: nik,name,regency_code,village_code,role,segment,birth_date,monthly_income,
            enrolled_since,poverty_decile,tobacco,months_paid
About 100 bytes/row.  Entirely synthetic: no real person.
Same (N, SEED) => byte-identical file (numpy PCG64 is stable across platforms/versions
for the integer/float primitives used here).
"""
import sys
import numpy as np

N, SEED, OUT = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
rng = np.random.Generator(np.random.PCG64(SEED))
CH = 500_000

# ---------------------------------------------------------------- geography
reg2 = np.array(list(range(1, 30)) + list(range(71, 80)))            # 38 regencies
NR = len(reg2)
popw = np.array([59,97,73,110,123,160,267,112,256,168,157,69,117,162,209,113,134,128,75,69,
                 90,87,119,131,76,132,135,133,107,97, 29,15,85,24,24,14,20,21]
                [:29] + [29,15,85,24,24,14,20,288,22], float)
assert len(popw) == NR
regp = popw / popw.sum()
regcov = 0.26 + 0.40 * rng.random(NR)                                 # coverage by regency
ndist = np.where(reg2 < 70, 22, 4)                                    # districts
# villages: about 8500 in total
dist_code, dist_reg = [], []
for r in range(NR):
    for d in range(1, ndist[r] + 1):
        dist_code.append(350000 + reg2[r] * 100 + d); dist_reg.append(r)
dist_code = np.array(dist_code); dist_reg = np.array(dist_reg)
nvill = np.where(reg2[dist_reg] < 70, 13, 5)                          # 638*13+36*5 = 8474
vstart = np.concatenate([[0], np.cumsum(nvill)])
vill_code = np.concatenate([dist_code[i] * 10000 + 2001 + np.arange(nvill[i]) for i in range(len(dist_code))])
dfirst = np.searchsorted(dist_reg, np.arange(NR))

# ---------------------------------------------------------------- roles
roles = ["petani","buruh_tani","pedagang","nelayan","ojek","buruh_tembakau","guru_ngaji","umkm",
         "pekerja_rumah_tangga","tukang_bangunan","sopir","kader","rt","rw","bpd","perangkat_desa"]
rolep = np.array([22,14,15,4,6,6,4,9,4,5,3,3,2,1,1,1], float); rolep /= rolep.sum()
rolepu = np.array([.02,.05,.02,.05,.02,.30,.05,.03,.03,.15,.25,.10,.20,.20,.80,.97])
rolecov = np.array([-.10,-.12,.0,.05,.10,-.05,-.05,.05,-.02,.08,.12,.15,.25,.25,.30,.38])
roleinc = np.array([1.5,1.2,2.2,1.9,2.0,1.6,.9,2.6,1.3,2.4,2.6,1.1,1.2,1.2,1.8,2.9]) * 1e6
first = ["Ahmad","Siti","Budi","Sri","Slamet","Dewi","Agus","Nur","Joko","Wati","Moh. Hasan","Endang",
         "Supriyadi","Khotimah","Rahmat","Yuliana","Bambang","Ningsih","Imam","Lestari","Abdul","Ratna",
         "Suparman","Fatimah","Edi","Sumiati","Hadi","Mariyam","Yanto","Aminah","Teguh","Kartini"]
last = ["Santoso","Wijaya","Hidayat","Rahayu","Prasetyo","Utami","Saputra","Wahyuni","Setiawan","Astuti",
        "Kurniawan","Handayani","Susanto","Maulana","Purnomo","Hasanah","Gunawan","Suryani","Firmansyah","Widodo"]
names = np.array([f"{a} {b}" for a in first for b in last] +
                 [f'"{a} {b}, S.Pd."' for a in first for b in last]).astype("S")
NN = len(first) * len(last)

# ---------------------------------------------------------------- global integer columns
r = rng.choice(NR, N, p=regp).astype(np.int16)
d = dfirst[r] + (rng.random(N) * ndist[r]).astype(np.int32)           # district index
v = (vstart[d] + (rng.random(N) * nvill[d]).astype(np.int32)).astype(np.int32)
role = rng.choice(len(roles), N, p=rolep).astype(np.int8)
pu = rng.random(N) < rolepu[role]
# births: 1950-01-01 .. 2010-12-31
b0 = (np.datetime64("1950-01-01") - np.datetime64("1970-01-01")).astype(int)
b1 = (np.datetime64("2011-01-01") - np.datetime64("1970-01-01")).astype(int)
tri = rng.random(N) * 0.55 + rng.random(N) * 0.45
birth = (b0 + tri * (b1 - b0)).astype(np.int32)
female = rng.random(N) < 0.45
# income: lognormal around the role's centre, three granularities (=> real .5 rupiah roundings)
inc = roleinc[role] * np.exp(rng.standard_normal(N, dtype=np.float32) * 0.45)
g = rng.random(N)
unit = np.where(g < 0.70, 50_000, np.where(g < 0.95, 25, 1))
inc = np.maximum((inc / unit).astype(np.int64) * unit, 150_000)
inc = np.where(pu, np.maximum(inc, 900_000), inc)
dec = np.clip(11 - (np.log(inc / 2.2e5) * 2.6 + rng.standard_normal(N, dtype=np.float32) * 1.8), 1, 10)
dec = (11 - dec).astype(np.int8).clip(1, 10)
tob = (role == roles.index("buruh_tembakau")) | (rng.random(N) < 0.06)
cov = rng.random(N) < np.clip(regcov[r] + rolecov[role] + np.where(pu, .15, 0), .02, .98)
e0 = (np.datetime64("2015-01-01") - np.datetime64("1970-01-01")).astype(int)
e1 = (np.datetime64("2025-12-31") - np.datetime64("1970-01-01")).astype(int)
enr = (e0 + rng.random(N) * (e1 - e0)).astype(np.int32)
mp = np.where(cov, (rng.random(N) * 61).astype(np.int8), 0).astype(np.int8)
nm = (rng.random(N) * NN).astype(np.int32) + np.where(rng.random(N) < 0.03, NN, 0).astype(np.int32)

# NIK = district(6) + ddmmyy(6, +40 on dd for women) + serial(4) ; serial = rank in its group => unique
bd = birth.astype("datetime64[D]")
Y = bd.astype("datetime64[Y]"); M = bd.astype("datetime64[M]")
yy = Y.astype(int) + 1970; mm = (M - Y.astype("datetime64[M]")).astype(int) + 1
dd = (bd - M.astype("datetime64[D]")).astype(int) + 1
pre = dist_code[d].astype(np.int64) * 1_000_000 + (dd + 40 * female) * 10_000 + mm * 100 + yy % 100
o = np.argsort(pre, kind="stable"); ps = pre[o]
startpos = np.concatenate([[0], np.flatnonzero(ps[1:] != ps[:-1]) + 1])
grp = np.repeat(startpos, np.diff(np.concatenate([startpos, [N]])))
serial = np.empty(N, np.int64); serial[o] = np.arange(N) - grp + 1
assert serial.max() < 10_000
nik = pre * 10_000 + serial
del o, ps, grp, startpos, tri, g, unit, pre, serial

# ---------------------------------------------------------------- lookup tables of text
alld = np.arange(min(b0, e0), e1 + 1)
dtxt = np.datetime_as_string(alld.astype("datetime64[D]")).astype("S10"); doff = alld[0]
dtxt = np.concatenate([dtxt, [b""]]); EMPTY = len(dtxt) - 1
regtxt = np.array([f"35.{x:02d}" for x in reg2]).astype("S5")
roletxt = np.array(roles).astype("S")
villtxt = vill_code.astype("S10")

def digits(a, w, pad):                   # int -> (n,w) uint8; leading zeros become NUL unless pad
    out = np.empty((len(a), w), np.uint8); a = a.astype(np.int64)
    for i in range(w - 1, -1, -1):
        nz = a > 0
        out[:, i] = np.where(nz | pad | (i == w - 1), 48 + a % 10, 0); a = a // 10
    return out

def fixed(tab, idx):
    t = tab[idx]; return t.view(np.uint8).reshape(len(idx), tab.dtype.itemsize)

with open(OUT, "wb") as f:
    f.write(b"nik,name,regency_code,village_code,role,segment,birth_date,monthly_income,"
            b"enrolled_since,poverty_decile,tobacco,months_paid\n")
    for s in range(0, N, CH):
        e = min(s + CH, N); n = e - s
        comma = np.full((n, 1), 44, np.uint8); nl = np.full((n, 1), 10, np.uint8)
        parts = [digits(nik[s:e], 16, True), comma, fixed(names, nm[s:e]), comma,
                 fixed(regtxt, r[s:e]), comma, fixed(villtxt, v[s:e]), comma,
                 fixed(roletxt, role[s:e]), comma,
                 fixed(np.array([b"BPU", b"PU"]), pu[s:e].astype(np.int8)), comma,
                 fixed(dtxt, birth[s:e] - doff), comma, digits(inc[s:e], 9, False), comma,
                 fixed(dtxt, np.where(cov[s:e], enr[s:e] - doff, EMPTY)), comma,
                 digits(dec[s:e], 2, False), comma,
                 fixed(np.array([b"false", b"true"]), tob[s:e].astype(np.int8)), comma,
                 digits(mp[s:e], 2, False), nl]
        m = np.concatenate(parts, axis=1).ravel()
        f.write(m[m != 0].tobytes())
