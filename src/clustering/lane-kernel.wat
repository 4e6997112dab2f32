;; Distances of many points to centers in single precision, eight points at a time. A point is
;; scored against a center by |c|²/2 − x·c, which ranks centers as the distance does. See nearest-in-lanes.ts and
;; closer-in-lanes.ts for the errors, of which account is taken so that what is returned is certain.
(module
  (import "lanes" "memory" (memory 1))

  ;; The nearest center of each point; -1 where rounding could have decided.
  ;; points: groups of eight, in each group the eight values of the first column, then of the next
  ;; centers: in fours, in each four their four values of the first column, then of the next; what is left over one by one
  ;; halves: |c|²/2 of each center
  ;; nearestAt: where the nearest centers go, one number a point
  ;; gapsAt: where the gaps go, one number a point; 0 for none
  ;; labelsAt, changedAt: without gaps, the clusters before, and where the numbers of the groups go in which the answer is another for some point; returns how many these are
  (func (export "nearest")
    (param $points i32) (param $groups i32) (param $columns i32)
    (param $centers i32) (param $halves i32) (param $k i32)
    (param $nearestAt i32) (param $gapsAt i32) (param $labelsAt i32) (param $changedAt i32)
    (param $guardPerNorm f32) (param $guardAtZero f32) (param $errorPerSquare f32)
    (param $lossPerNorm f32) (param $lossAtZero f32) (param $largestNorm f32)
    (result i32)
    (local $left i32) (local $half i32) (local $at i32) (local $end i32)
    (local $zero v128) (local $infinite v128) (local $index v128) (local $less v128)
    (local $x v128) (local $y v128) (local $center v128)
    ;; a: the first four points of the group, b: the other four
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local $bestA v128) (local $secondA v128) (local $nearestA v128) (local $squareA v128) (local $normA v128) (local $guardA v128)
    (local $bestB v128) (local $secondB v128) (local $nearestB v128) (local $squareB v128) (local $normB v128) (local $guardB v128)
    (local $cursor i32) (local $group i32) (local $changed i32)
    (local.set $infinite (f32x4.splat (f32.const inf)))
    (loop $nextGroup
    (local.set $end (i32.add (local.get $points) (i32.shl (local.get $columns) (i32.const 5))))

    ;; |x|²
    (local.set $squareA (local.get $zero))
    (local.set $squareB (local.get $zero))
    (local.set $at (local.get $points))
    (loop $column
      (local.set $x (v128.load (local.get $at)))
      (local.set $y (v128.load offset=16 (local.get $at)))
      (local.set $squareA (f32x4.add (local.get $squareA) (f32x4.mul (local.get $x) (local.get $x))))
      (local.set $squareB (f32x4.add (local.get $squareB) (f32x4.mul (local.get $y) (local.get $y))))
      (br_if $column (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))

    (local.set $bestA (local.get $infinite))
    (local.set $bestB (local.get $infinite))
    (local.set $secondA (local.get $infinite))
    (local.set $secondB (local.get $infinite))
    (local.set $index (local.get $zero))
    (local.set $half (local.get $halves))
    (local.set $cursor (local.get $centers))
    (local.set $left (local.get $k))

    (block $foursDone
      (loop $four
        (br_if $foursDone (i32.lt_s (local.get $left) (i32.const 4)))
        (local.set $b0 (local.tee $a0 (v128.load32_splat (local.get $half))))
        (local.set $b1 (local.tee $a1 (v128.load32_splat offset=4 (local.get $half))))
        (local.set $b2 (local.tee $a2 (v128.load32_splat offset=8 (local.get $half))))
        (local.set $b3 (local.tee $a3 (v128.load32_splat offset=12 (local.get $half))))
        (local.set $at (local.get $points))
        (loop $column
          (local.set $x (v128.load (local.get $at)))
          (local.set $y (v128.load offset=16 (local.get $at)))
          (local.set $center (v128.load32_splat (local.get $cursor)))
          (local.set $a0 (f32x4.sub (local.get $a0) (f32x4.mul (local.get $x) (local.get $center))))
          (local.set $b0 (f32x4.sub (local.get $b0) (f32x4.mul (local.get $y) (local.get $center))))
          (local.set $center (v128.load32_splat offset=4 (local.get $cursor)))
          (local.set $a1 (f32x4.sub (local.get $a1) (f32x4.mul (local.get $x) (local.get $center))))
          (local.set $b1 (f32x4.sub (local.get $b1) (f32x4.mul (local.get $y) (local.get $center))))
          (local.set $center (v128.load32_splat offset=8 (local.get $cursor)))
          (local.set $a2 (f32x4.sub (local.get $a2) (f32x4.mul (local.get $x) (local.get $center))))
          (local.set $b2 (f32x4.sub (local.get $b2) (f32x4.mul (local.get $y) (local.get $center))))
          (local.set $center (v128.load32_splat offset=12 (local.get $cursor)))
          (local.set $a3 (f32x4.sub (local.get $a3) (f32x4.mul (local.get $x) (local.get $center))))
          (local.set $b3 (f32x4.sub (local.get $b3) (f32x4.mul (local.get $y) (local.get $center))))
          (local.set $cursor (i32.add (local.get $cursor) (i32.const 16)))
          (br_if $column (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
        (local.set $less (f32x4.lt (local.get $a0) (local.get $bestA)))
        (local.set $secondA (f32x4.pmin (local.get $secondA) (f32x4.pmax (local.get $bestA) (local.get $a0))))
        (local.set $bestA (f32x4.pmin (local.get $bestA) (local.get $a0)))
        (local.set $nearestA (v128.bitselect (local.get $index) (local.get $nearestA) (local.get $less)))
        (local.set $less (f32x4.lt (local.get $b0) (local.get $bestB)))
        (local.set $secondB (f32x4.pmin (local.get $secondB) (f32x4.pmax (local.get $bestB) (local.get $b0))))
        (local.set $bestB (f32x4.pmin (local.get $bestB) (local.get $b0)))
        (local.set $nearestB (v128.bitselect (local.get $index) (local.get $nearestB) (local.get $less)))
        (local.set $index (i32x4.add (local.get $index) (i32x4.splat (i32.const 1))))
        (local.set $less (f32x4.lt (local.get $a1) (local.get $bestA)))
        (local.set $secondA (f32x4.pmin (local.get $secondA) (f32x4.pmax (local.get $bestA) (local.get $a1))))
        (local.set $bestA (f32x4.pmin (local.get $bestA) (local.get $a1)))
        (local.set $nearestA (v128.bitselect (local.get $index) (local.get $nearestA) (local.get $less)))
        (local.set $less (f32x4.lt (local.get $b1) (local.get $bestB)))
        (local.set $secondB (f32x4.pmin (local.get $secondB) (f32x4.pmax (local.get $bestB) (local.get $b1))))
        (local.set $bestB (f32x4.pmin (local.get $bestB) (local.get $b1)))
        (local.set $nearestB (v128.bitselect (local.get $index) (local.get $nearestB) (local.get $less)))
        (local.set $index (i32x4.add (local.get $index) (i32x4.splat (i32.const 1))))
        (local.set $less (f32x4.lt (local.get $a2) (local.get $bestA)))
        (local.set $secondA (f32x4.pmin (local.get $secondA) (f32x4.pmax (local.get $bestA) (local.get $a2))))
        (local.set $bestA (f32x4.pmin (local.get $bestA) (local.get $a2)))
        (local.set $nearestA (v128.bitselect (local.get $index) (local.get $nearestA) (local.get $less)))
        (local.set $less (f32x4.lt (local.get $b2) (local.get $bestB)))
        (local.set $secondB (f32x4.pmin (local.get $secondB) (f32x4.pmax (local.get $bestB) (local.get $b2))))
        (local.set $bestB (f32x4.pmin (local.get $bestB) (local.get $b2)))
        (local.set $nearestB (v128.bitselect (local.get $index) (local.get $nearestB) (local.get $less)))
        (local.set $index (i32x4.add (local.get $index) (i32x4.splat (i32.const 1))))
        (local.set $less (f32x4.lt (local.get $a3) (local.get $bestA)))
        (local.set $secondA (f32x4.pmin (local.get $secondA) (f32x4.pmax (local.get $bestA) (local.get $a3))))
        (local.set $bestA (f32x4.pmin (local.get $bestA) (local.get $a3)))
        (local.set $nearestA (v128.bitselect (local.get $index) (local.get $nearestA) (local.get $less)))
        (local.set $less (f32x4.lt (local.get $b3) (local.get $bestB)))
        (local.set $secondB (f32x4.pmin (local.get $secondB) (f32x4.pmax (local.get $bestB) (local.get $b3))))
        (local.set $bestB (f32x4.pmin (local.get $bestB) (local.get $b3)))
        (local.set $nearestB (v128.bitselect (local.get $index) (local.get $nearestB) (local.get $less)))
        (local.set $index (i32x4.add (local.get $index) (i32x4.splat (i32.const 1))))
        (local.set $half (i32.add (local.get $half) (i32.const 16)))
        (local.set $left (i32.sub (local.get $left) (i32.const 4)))
        (br $four)))

    (block $onesDone
      (loop $one
        (br_if $onesDone (i32.eqz (local.get $left)))
        (local.set $b0 (local.tee $a0 (v128.load32_splat (local.get $half))))
        (local.set $at (local.get $points))
        (loop $column
          (local.set $x (v128.load (local.get $at)))
          (local.set $y (v128.load offset=16 (local.get $at)))
          (local.set $center (v128.load32_splat (local.get $cursor)))
          (local.set $a0 (f32x4.sub (local.get $a0) (f32x4.mul (local.get $x) (local.get $center))))
          (local.set $b0 (f32x4.sub (local.get $b0) (f32x4.mul (local.get $y) (local.get $center))))
          (local.set $cursor (i32.add (local.get $cursor) (i32.const 4)))
          (br_if $column (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
        (local.set $less (f32x4.lt (local.get $a0) (local.get $bestA)))
        (local.set $secondA (f32x4.pmin (local.get $secondA) (f32x4.pmax (local.get $bestA) (local.get $a0))))
        (local.set $bestA (f32x4.pmin (local.get $bestA) (local.get $a0)))
        (local.set $nearestA (v128.bitselect (local.get $index) (local.get $nearestA) (local.get $less)))
        (local.set $less (f32x4.lt (local.get $b0) (local.get $bestB)))
        (local.set $secondB (f32x4.pmin (local.get $secondB) (f32x4.pmax (local.get $bestB) (local.get $b0))))
        (local.set $bestB (f32x4.pmin (local.get $bestB) (local.get $b0)))
        (local.set $nearestB (v128.bitselect (local.get $index) (local.get $nearestB) (local.get $less)))
        (local.set $index (i32x4.add (local.get $index) (i32x4.splat (i32.const 1))))
        (local.set $half (i32.add (local.get $half) (i32.const 4)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br $one)))

    ;; Certain where the two scores differ by more than their errors, at norms for which the errors are known; -1 elsewhere.
    (local.set $normA (f32x4.sqrt (local.get $squareA)))
    (local.set $guardA (f32x4.add (f32x4.mul (f32x4.splat (local.get $guardPerNorm)) (local.get $normA)) (f32x4.splat (local.get $guardAtZero))))
    (local.set $nearestA
      (v128.or (local.get $nearestA)
        (v128.not
          (v128.and
            (f32x4.gt (f32x4.sub (local.get $secondA) (local.get $bestA)) (local.get $guardA))
            (f32x4.lt (local.get $normA) (f32x4.splat (local.get $largestNorm)))))))
    ;; Certain where the two scores differ by more than their errors, at norms for which the errors are known; -1 elsewhere.
    (local.set $normB (f32x4.sqrt (local.get $squareB)))
    (local.set $guardB (f32x4.add (f32x4.mul (f32x4.splat (local.get $guardPerNorm)) (local.get $normB)) (f32x4.splat (local.get $guardAtZero))))
    (local.set $nearestB
      (v128.or (local.get $nearestB)
        (v128.not
          (v128.and
            (f32x4.gt (f32x4.sub (local.get $secondB) (local.get $bestB)) (local.get $guardB))
            (f32x4.lt (local.get $normB) (f32x4.splat (local.get $largestNorm)))))))
    (v128.store (local.get $nearestAt) (local.get $nearestA))
    (v128.store offset=16 (local.get $nearestAt) (local.get $nearestB))
    (local.set $nearestAt (i32.add (local.get $nearestAt) (i32.const 32)))
    (if (local.get $gapsAt)
      (then
        (local.set $guardA (f32x4.add (local.get $guardA) (f32x4.mul (f32x4.splat (local.get $errorPerSquare)) (local.get $squareA))))
        (v128.store (local.get $gapsAt)
          (f32x4.sub
            (f32x4.sub
              (f32x4.sqrt (f32x4.pmax (local.get $zero)
                (f32x4.sub (f32x4.add (local.get $squareA) (f32x4.add (local.get $secondA) (local.get $secondA))) (local.get $guardA))))
              (f32x4.sqrt (f32x4.pmax (local.get $zero)
                (f32x4.add (f32x4.add (local.get $squareA) (f32x4.add (local.get $bestA) (local.get $bestA))) (local.get $guardA)))))
            (f32x4.add (f32x4.mul (f32x4.splat (local.get $lossPerNorm)) (local.get $normA)) (f32x4.splat (local.get $lossAtZero)))))
        (local.set $guardB (f32x4.add (local.get $guardB) (f32x4.mul (f32x4.splat (local.get $errorPerSquare)) (local.get $squareB))))
        (v128.store offset=16 (local.get $gapsAt)
          (f32x4.sub
            (f32x4.sub
              (f32x4.sqrt (f32x4.pmax (local.get $zero)
                (f32x4.sub (f32x4.add (local.get $squareB) (f32x4.add (local.get $secondB) (local.get $secondB))) (local.get $guardB))))
              (f32x4.sqrt (f32x4.pmax (local.get $zero)
                (f32x4.add (f32x4.add (local.get $squareB) (f32x4.add (local.get $bestB) (local.get $bestB))) (local.get $guardB)))))
            (f32x4.add (f32x4.mul (f32x4.splat (local.get $lossPerNorm)) (local.get $normB)) (f32x4.splat (local.get $lossAtZero)))))
        (local.set $gapsAt (i32.add (local.get $gapsAt) (i32.const 32))))
      (else
        (if
          (v128.any_true
            (v128.or
              (v128.xor (local.get $nearestA) (v128.load (local.get $labelsAt)))
              (v128.xor (local.get $nearestB) (v128.load offset=16 (local.get $labelsAt)))))
          (then
            (i32.store (i32.add (local.get $changedAt) (i32.shl (local.get $changed) (i32.const 2))) (local.get $group))
            (local.set $changed (i32.add (local.get $changed) (i32.const 1)))))
        (local.set $labelsAt (i32.add (local.get $labelsAt) (i32.const 32)))
        (local.set $group (i32.add (local.get $group) (i32.const 1)))))
    (local.set $points (local.get $end))
    (br_if $nextGroup (local.tee $groups (i32.sub (local.get $groups) (i32.const 1)))))
    (local.get $changed))

  ;; Which of some centers may be closer to which points than a given squared distance; for no other is one.
  ;; centers: one by one
  ;; closestAt: the squared distance of each point
  ;; foundAt: where an answer goes for every group of points and center that come together: center · 2^16 + group · 2^8 + a bit for each of the eight points; returns how many these are
  (func (export "closer")
    (param $points i32) (param $groups i32) (param $columns i32)
    (param $centers i32) (param $halves i32) (param $k i32)
    (param $closestAt i32) (param $foundAt i32)
    (param $guardPerNorm f32) (param $guardAtZero f32) (param $errorPerSquare f32) (param $largestNorm f32)
    (result i32)
    (local $at i32) (local $end i32) (local $cursor i32) (local $half i32) (local $j i32)
    (local $group i32) (local $bits i32) (local $found i32)
    (local $x v128) (local $y v128) (local $center v128) (local $a v128) (local $b v128)
    (local $squareA v128) (local $normA v128) (local $farA v128) (local $closestA v128)
    (local $squareB v128) (local $normB v128) (local $farB v128) (local $closestB v128)
    (loop $nextGroup
    (local.set $end (i32.add (local.get $points) (i32.shl (local.get $columns) (i32.const 5))))
    (local.set $squareA (v128.const i32x4 0 0 0 0))
    (local.set $squareB (v128.const i32x4 0 0 0 0))
    (local.set $at (local.get $points))
    (loop $column
      (local.set $x (v128.load (local.get $at)))
      (local.set $y (v128.load offset=16 (local.get $at)))
      (local.set $squareA (f32x4.add (local.get $squareA) (f32x4.mul (local.get $x) (local.get $x))))
      (local.set $squareB (f32x4.add (local.get $squareB) (f32x4.mul (local.get $y) (local.get $y))))
      (br_if $column (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
    ;; The least that |x|² can be for all errors together, and points beyond the norms for which errors are known.
    (local.set $normA (f32x4.sqrt (local.get $squareA)))
    (local.set $farA (v128.not (f32x4.lt (local.get $normA) (f32x4.splat (local.get $largestNorm)))))
    (local.set $squareA
      (f32x4.sub (local.get $squareA)
        (f32x4.add
          (f32x4.add (f32x4.mul (f32x4.splat (local.get $guardPerNorm)) (local.get $normA)) (f32x4.splat (local.get $guardAtZero)))
          (f32x4.mul (f32x4.splat (local.get $errorPerSquare)) (local.get $squareA)))))
    ;; Rounding to single precision may have made the limit smaller.
    (local.set $closestA (f32x4.mul (v128.load (local.get $closestAt)) (f32x4.splat (f32.const 0x1.00001p+0))))
    (local.set $normB (f32x4.sqrt (local.get $squareB)))
    (local.set $farB (v128.not (f32x4.lt (local.get $normB) (f32x4.splat (local.get $largestNorm)))))
    (local.set $squareB
      (f32x4.sub (local.get $squareB)
        (f32x4.add
          (f32x4.add (f32x4.mul (f32x4.splat (local.get $guardPerNorm)) (local.get $normB)) (f32x4.splat (local.get $guardAtZero)))
          (f32x4.mul (f32x4.splat (local.get $errorPerSquare)) (local.get $squareB)))))
    ;; Rounding to single precision may have made the limit smaller.
    (local.set $closestB (f32x4.mul (v128.load offset=16 (local.get $closestAt)) (f32x4.splat (f32.const 0x1.00001p+0))))
    (local.set $cursor (local.get $centers))
    (local.set $half (local.get $halves))
    (local.set $j (i32.const 0))
    (loop $one
      (local.set $b (local.tee $a (v128.load32_splat (local.get $half))))
      (local.set $at (local.get $points))
      (loop $column
        (local.set $center (v128.load32_splat (local.get $cursor)))
        (local.set $a (f32x4.sub (local.get $a) (f32x4.mul (v128.load (local.get $at)) (local.get $center))))
        (local.set $b (f32x4.sub (local.get $b) (f32x4.mul (v128.load offset=16 (local.get $at)) (local.get $center))))
        (local.set $cursor (i32.add (local.get $cursor) (i32.const 4)))
        (br_if $column (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
      (local.set $bits
        (i32.or
          (i32x4.bitmask (v128.or (local.get $farA)
            (v128.not (f32x4.ge (f32x4.add (local.get $squareA) (f32x4.add (local.get $a) (local.get $a))) (local.get $closestA)))))
          (i32.shl
            (i32x4.bitmask (v128.or (local.get $farB)
              (v128.not (f32x4.ge (f32x4.add (local.get $squareB) (f32x4.add (local.get $b) (local.get $b))) (local.get $closestB)))))
            (i32.const 4))))
      (if (local.get $bits)
        (then
          (i32.store (i32.add (local.get $foundAt) (i32.shl (local.get $found) (i32.const 2)))
            (i32.or (local.get $bits) (i32.or (i32.shl (local.get $group) (i32.const 8)) (i32.shl (local.get $j) (i32.const 16)))))
          (local.set $found (i32.add (local.get $found) (i32.const 1)))))
      (local.set $half (i32.add (local.get $half) (i32.const 4)))
      (br_if $one (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $k))))
    (local.set $closestAt (i32.add (local.get $closestAt) (i32.const 32)))
    (local.set $points (local.get $end))
    (local.set $group (i32.add (local.get $group) (i32.const 1)))
    (br_if $nextGroup (i32.lt_u (local.get $group) (local.get $groups))))
    (local.get $found)))

