<?php

require __DIR__ . '/verify.php';

echo json_encode(array_map(function (array $case): string {
    try {
        verify($case['headers'], base64_decode($case['body']), $case['secrets'], $case['now']);
        return 'verified';
    } catch (RuntimeException $error) {
        return $error->getMessage();
    }
}, json_decode(file_get_contents('php://stdin'), true)));
